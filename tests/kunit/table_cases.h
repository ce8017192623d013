/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Named cases for core/table.c. A case is either accepted and says how it
 * reads back, or refused and says everything about the refusal.
 */
#ifndef LOWMEM_TABLE_CASES_H
#define LOWMEM_TABLE_CASES_H

#include <linux/errno.h>
#include <linux/limits.h>

#include "../../core/table.h"
#include "cases.h"

struct refusal {
	int ret;
	enum lowmem_fault fault;
	unsigned int element;
	const char *text;
	const struct lowmem_range *range;
};

#define INVALID(kind, number, culprit)                        \
	{                                                     \
		.ret = -EINVAL, .fault = LOWMEM_FAULT_##kind, \
		.element = (number), .text = (culprit),       \
	}

#define OUT_OF_RANGE(number, culprit, limits)                              \
	{                                                                  \
		.ret = -ERANGE, .fault = LOWMEM_FAULT_RANGE,               \
		.element = (number), .text = (culprit), .range = (limits), \
	}

#define MINFREE (&lowmem_minfree_range)
#define ADJ (&lowmem_adj_range)

struct list_case {
	const char *name;
	const char *text;
	const struct lowmem_range *range;
	struct lowmem_list list;
	const char *readback;
	struct refusal refusal;
};

static const struct list_case list_cases[] = {
	{
		.name = "one number",
		.text = "5",
		.range = MINFREE,
		.list = { ELEMENTS(5) },
		.readback = "5",
	},
	{
		.name = "what echo writes",
		.text = "1536,2048,4096,16384\n",
		.range = MINFREE,
		.list = { ELEMENTS(1536, 2048, 4096, 16384) },
		.readback = "1536,2048,4096,16384",
	},
	{
		.name = "six numbers",
		.text = "18432,23040,27648,32256,55296,80640",
		.range = MINFREE,
		.list = { ELEMENTS(18432, 23040, 27648, 32256, 55296, 80640) },
		.readback = "18432,23040,27648,32256,55296,80640",
	},
	{
		.name = "six scores of the framework",
		.text = "0,100,200,250,900,950",
		.range = ADJ,
		.list = { ELEMENTS(0, 100, 200, 250, 900, 950) },
		.readback = "0,100,200,250,900,950",
	},
	{
		.name = "order is not the parser's business",
		.text = "3,1,2",
		.range = MINFREE,
		.list = { ELEMENTS(3, 1, 2) },
		.readback = "3,1,2",
	},
	{
		.name = "zero",
		.text = "0",
		.range = MINFREE,
		.list = { ELEMENTS(0) },
		.readback = "0",
	},
	{
		.name = "all zero",
		.text = "0,0,0,0,0,0",
		.range = ADJ,
		.list = { ELEMENTS(0, 0, 0, 0, 0, 0) },
		.readback = "0,0,0,0,0,0",
	},
	{
		.name = "zeros at the end of a number",
		.text = "10,100,1000",
		.range = ADJ,
		.list = { ELEMENTS(10, 100, 1000) },
		.readback = "10,100,1000",
	},
	{
		.name = "every digit",
		.text = "1234567890,1987654320",
		.range = MINFREE,
		.list = { ELEMENTS(1234567890, 1987654320) },
		.readback = "1234567890,1987654320",
	},
	{
		.name = "largest threshold",
		.text = "2147483647",
		.range = MINFREE,
		.list = { ELEMENTS(INT_MAX) },
		.readback = "2147483647",
	},
	{
		.name = "least score",
		.text = "-1000",
		.range = ADJ,
		.list = { ELEMENTS(-1000) },
		.readback = "-1000",
	},
	{
		.name = "score of a row that never kills",
		.text = "0,1001",
		.range = ADJ,
		.list = { ELEMENTS(0, 1001) },
		.readback = "0,1001",
	},
	{
		.name = "negative scores",
		.text = "-17,-1,0",
		.range = ADJ,
		.list = { ELEMENTS(-17, -1, 0) },
		.readback = "-17,-1,0",
	},
	{
		.name = "spaces around commas",
		.text = "1 , 2 ,3 , 4",
		.range = MINFREE,
		.list = { ELEMENTS(1, 2, 3, 4) },
		.readback = "1,2,3,4",
	},
	{
		.name = "blanks of every kind at both ends",
		.text = " \t\r\n1,2 \t\r\n",
		.range = MINFREE,
		.list = { ELEMENTS(1, 2) },
		.readback = "1,2",
	},
	{
		.name = "blanks of every kind inside",
		.text = "1\t,\r2\n,\n\n3",
		.range = MINFREE,
		.list = { ELEMENTS(1, 2, 3) },
		.readback = "1,2,3",
	},
	{
		.name = "nothing",
		.text = "",
		.range = MINFREE,
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "a line feed",
		.text = "\n",
		.range = MINFREE,
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "blanks only",
		.text = " \t\r\n ",
		.range = ADJ,
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "a comma only",
		.text = ",",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "first element empty",
		.text = ",1,2",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "middle element empty",
		.text = "1,,3",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "middle element blank",
		.text = "1, \t ,3",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "last element empty",
		.text = "1,2,",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 3, ""),
	},
	{
		.name = "last element empty, line feed",
		.text = "1,2,\n",
		.range = MINFREE,
		.refusal = INVALID(EMPTY_ELEMENT, 3, ""),
	},
	{
		.name = "a word",
		.text = "lots",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "lots"),
	},
	{
		.name = "a word among numbers",
		.text = "1, lots ,3",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 2, "lots"),
	},
	{
		.name = "letter behind a number",
		.text = "1,2,3k\n",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 3, "3k"),
	},
	{
		.name = "letter before a number",
		.text = "x1",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "x1"),
	},
	{
		.name = "character before 0 in ASCII",
		.text = "1/",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1/"),
	},
	{
		.name = "character behind 9 in ASCII",
		.text = "1:",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1:"),
	},
	{
		.name = "hexadecimal",
		.text = "0x10",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "0x10"),
	},
	{
		.name = "plus sign",
		.text = "+1",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "+1"),
	},
	{
		.name = "leading zeros",
		.text = "007",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "007"),
	},
	{
		.name = "two zeros",
		.text = "1,00",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 2, "00"),
	},
	{
		.name = "minus zero",
		.text = "-0",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "-0"),
	},
	{
		.name = "minus and a leading zero",
		.text = "-07",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "-07"),
	},
	{
		.name = "minus alone",
		.text = "-",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "-"),
	},
	{
		.name = "two minus signs",
		.text = "--1",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "--1"),
	},
	{
		.name = "minus behind a number",
		.text = "1-",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1-"),
	},
	{
		.name = "blank behind a minus",
		.text = "- 1",
		.range = ADJ,
		.refusal = INVALID(NOT_A_NUMBER, 1, "- 1"),
	},
	{
		.name = "blank inside a number",
		.text = "1 2",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1 2"),
	},
	{
		.name = "line feed inside a number",
		.text = "0,1\n2\n",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 2, "1\n2"),
	},
	{
		.name = "vertical tab is no blank",
		.text = "\v1",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "\v1"),
	},
	{
		.name = "byte above ASCII",
		.text = "1,\xb2",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 2, "\xb2"),
	},
	{
		.name = "other separator",
		.text = "1;2",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1;2"),
	},
	{
		.name = "fraction",
		.text = "1.5",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "1.5"),
	},
	{
		.name = "seven numbers",
		.text = "1,2,3,4,5,6,7",
		.range = MINFREE,
		.refusal = INVALID(TOO_MANY, 7, "7"),
	},
	{
		.name = "seven numbers with blanks",
		.text = "1,2,3,4,5,6, 70\t\n",
		.range = ADJ,
		.refusal = INVALID(TOO_MANY, 7, "70"),
	},
	{
		.name = "eight numbers, the seventh is named",
		.text = "1,2,3,4,5,6,7,8",
		.range = ADJ,
		.refusal = INVALID(TOO_MANY, 7, "7"),
	},
	{
		.name = "junk before the seventh comes first",
		.text = "1,2,3,4,x,6,7",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 5, "x"),
	},
	{
		.name = "one above the largest threshold",
		.text = "2147483648",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(1, "2147483648", MINFREE),
	},
	{
		.name = "2 to the power of 32",
		.text = "1,4294967296",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(2, "4294967296", MINFREE),
	},
	{
		.name = "2 to the power of 64 and 1",
		.text = "18446744073709551617",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(1, "18446744073709551617", MINFREE),
	},
	{
		.name = "twenty nines",
		.text = "1,2,99999999999999999999\n",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(3, "99999999999999999999", MINFREE),
	},
	{
		.name = "minus twenty nines",
		.text = "-99999999999999999999",
		.range = ADJ,
		.refusal = OUT_OF_RANGE(1, "-99999999999999999999", ADJ),
	},
	{
		.name = "junk behind too many digits",
		.text = "99999999999999999999x",
		.range = MINFREE,
		.refusal = INVALID(NOT_A_NUMBER, 1, "99999999999999999999x"),
	},
	{
		.name = "negative threshold",
		.text = "10,-1",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(2, "-1", MINFREE),
	},
	{
		.name = "score below the least",
		.text = "-1001",
		.range = ADJ,
		.refusal = OUT_OF_RANGE(1, "-1001", ADJ),
	},
	{
		.name = "score above the row that never kills",
		.text = "0,1002",
		.range = ADJ,
		.refusal = OUT_OF_RANGE(2, "1002", ADJ),
	},
	{
		.name = "threshold where a score belongs",
		.text = "0, 16384 ,5",
		.range = ADJ,
		.refusal = OUT_OF_RANGE(2, "16384", ADJ),
	},
	{
		.name = "first of two mistakes",
		.text = "1,-1,x",
		.range = MINFREE,
		.refusal = OUT_OF_RANGE(2, "-1", MINFREE),
	},
};

struct levels_case {
	const char *name;
	const char *text;
	struct lowmem_table table;
	const char *readback;
	struct refusal refusal;
};

static const struct levels_case levels_cases[] = {
	{
		.name = "one row",
		.text = "1024:100",
		.table = {
			.minfree = { ELEMENTS(1024) },
			.adj = { ELEMENTS(100) },
		},
		.readback = "1024:100",
	},
	{
		.name = "the framework's six rows",
		.text = "18432:0,23040:100,27648:200,32256:250,55296:900,80640:950\n",
		.table = {
			.minfree = { ELEMENTS(18432, 23040, 27648, 32256,
					      55296, 80640) },
			.adj = { ELEMENTS(0, 100, 200, 250, 900, 950) },
		},
		.readback = "18432:0,23040:100,27648:200,32256:250,55296:900,80640:950",
	},
	{
		.name = "ends of both ranges",
		.text = "0:-1000,2147483647:1001",
		.table = {
			.minfree = { ELEMENTS(0, INT_MAX) },
			.adj = { ELEMENTS(-1000, 1001) },
		},
		.readback = "0:-1000,2147483647:1001",
	},
	{
		.name = "blanks of every kind around everything",
		.text = " 1 : 2 ,\t3\r:\n4\t\n",
		.table = {
			.minfree = { ELEMENTS(1, 3) },
			.adj = { ELEMENTS(2, 4) },
		},
		.readback = "1:2,3:4",
	},
	{
		.name = "order is not the parser's business",
		.text = "9:900,1:0",
		.table = {
			.minfree = { ELEMENTS(9, 1) },
			.adj = { ELEMENTS(900, 0) },
		},
		.readback = "9:900,1:0",
	},
	{
		.name = "all zero",
		.text = "0:0,0:0",
		.table = {
			.minfree = { ELEMENTS(0, 0) },
			.adj = { ELEMENTS(0, 0) },
		},
		.readback = "0:0,0:0",
	},
	{
		.name = "nothing",
		.text = "",
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "a line feed",
		.text = "\n",
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "blanks only",
		.text = "\t \r\n",
		.refusal = INVALID(EMPTY, 0, ""),
	},
	{
		.name = "a comma only",
		.text = ",",
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "a colon only",
		.text = ":",
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "two colons only",
		.text = "::",
		.refusal = INVALID(NOT_A_ROW, 1, "::"),
	},
	{
		.name = "first row empty",
		.text = ",1:2",
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "middle row empty",
		.text = "1:2,,3:4",
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "middle row blank",
		.text = "1:2, ,3:4",
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "last row empty",
		.text = "1:2,3:4,\n",
		.refusal = INVALID(EMPTY_ELEMENT, 3, ""),
	},
	{
		.name = "no colon",
		.text = "1024",
		.refusal = INVALID(NOT_A_ROW, 1, "1024"),
	},
	{
		.name = "no colon in the last row",
		.text = "1:2, 3\t\n",
		.refusal = INVALID(NOT_A_ROW, 2, "3"),
	},
	{
		.name = "a list where rows belong",
		.text = "1536,2048,4096",
		.refusal = INVALID(NOT_A_ROW, 1, "1536"),
	},
	{
		.name = "two colons",
		.text = "1:2:3",
		.refusal = INVALID(NOT_A_ROW, 1, "1:2:3"),
	},
	{
		.name = "two colons in the second row",
		.text = "1:2, 3:4: ,5:6",
		.refusal = INVALID(NOT_A_ROW, 2, "3:4:"),
	},
	{
		.name = "colon instead of a comma",
		.text = "1:2:3:4",
		.refusal = INVALID(NOT_A_ROW, 1, "1:2:3:4"),
	},
	{
		.name = "score missing",
		.text = "1:",
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "score missing in the second of three",
		.text = "1:2,3: ,5:6",
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "threshold missing",
		.text = ":1",
		.refusal = INVALID(EMPTY_ELEMENT, 1, ""),
	},
	{
		.name = "threshold missing in the last row",
		.text = "1:2, :4",
		.refusal = INVALID(EMPTY_ELEMENT, 2, ""),
	},
	{
		.name = "a word as threshold",
		.text = "few:1",
		.refusal = INVALID(NOT_A_NUMBER, 1, "few"),
	},
	{
		.name = "a word as score",
		.text = "1:2,3: low ",
		.refusal = INVALID(NOT_A_NUMBER, 2, "low"),
	},
	{
		.name = "hexadecimal threshold",
		.text = "0x10:1",
		.refusal = INVALID(NOT_A_NUMBER, 1, "0x10"),
	},
	{
		.name = "hexadecimal score",
		.text = "1:0x10",
		.refusal = INVALID(NOT_A_NUMBER, 1, "0x10"),
	},
	{
		.name = "plus sign",
		.text = "1:+1",
		.refusal = INVALID(NOT_A_NUMBER, 1, "+1"),
	},
	{
		.name = "leading zeros",
		.text = "007:1",
		.refusal = INVALID(NOT_A_NUMBER, 1, "007"),
	},
	{
		.name = "minus zero",
		.text = "1:-0",
		.refusal = INVALID(NOT_A_NUMBER, 1, "-0"),
	},
	{
		.name = "minus alone",
		.text = "1:-",
		.refusal = INVALID(NOT_A_NUMBER, 1, "-"),
	},
	{
		.name = "blank inside a number",
		.text = "1:2,3 4:5",
		.refusal = INVALID(NOT_A_NUMBER, 2, "3 4"),
	},
	{
		.name = "rows on lines of their own",
		.text = "1:2\n3:4\n",
		.refusal = INVALID(NOT_A_ROW, 1, "1:2\n3:4"),
	},
	{
		.name = "seven rows",
		.text = "1:1,2:2,3:3,4:4,5:5,6:6, 7:7\n",
		.refusal = INVALID(TOO_MANY, 7, "7:7"),
	},
	{
		.name = "threshold one too large",
		.text = "2147483648:0",
		.refusal = OUT_OF_RANGE(1, "2147483648", MINFREE),
	},
	{
		.name = "threshold of twenty nines",
		.text = "1:0, 99999999999999999999 :0",
		.refusal = OUT_OF_RANGE(2, "99999999999999999999", MINFREE),
	},
	{
		.name = "negative threshold",
		.text = "1:0,-1:0",
		.refusal = OUT_OF_RANGE(2, "-1", MINFREE),
	},
	{
		.name = "score below the least",
		.text = "1:-1001",
		.refusal = OUT_OF_RANGE(1, "-1001", ADJ),
	},
	{
		.name = "score above the row that never kills",
		.text = "1:0,2:0,3:1002\n",
		.refusal = OUT_OF_RANGE(3, "1002", ADJ),
	},
	{
		.name = "score and threshold swapped",
		.text = "0:16384",
		.refusal = OUT_OF_RANGE(1, "16384", ADJ),
	},
	{
		.name = "threshold is looked at before the score",
		.text = "-1:x",
		.refusal = OUT_OF_RANGE(1, "-1", MINFREE),
	},
};

/* The widest row there is, and the texts of six of them. */
#define WIDEST_MINFREE "2147483647"
#define WIDEST_ADJ "-1000"
#define WIDEST_ROW WIDEST_MINFREE ":" WIDEST_ADJ
#define SIX_TIMES(text) text "," text "," text "," text "," text "," text

#define WIDEST_TABLE                                                           \
	{                                                                      \
		.minfree = { ELEMENTS(INT_MAX, INT_MAX, INT_MAX, INT_MAX,      \
				      INT_MAX, INT_MAX) },                     \
		.adj = { ELEMENTS(-1000, -1000, -1000, -1000, -1000, -1000) }, \
	}

struct format_case {
	const char *name;
	struct lowmem_table table;
	size_t size;
	const char *minfree;
	const char *adj;
	const char *levels;
};

static const struct format_case format_cases[] = {
	{
		.name = "one row",
		.table = {
			.minfree = { ELEMENTS(1536) },
			.adj = { ELEMENTS(-17) },
		},
		.size = LOWMEM_TEXT_MAX,
		.minfree = "1536",
		.adj = "-17",
		.levels = "1536:-17",
	},
	{
		.name = "six rows",
		.table = {
			.minfree = { ELEMENTS(0, 1, 2, 3, 4, 5) },
			.adj = { ELEMENTS(-1000, -1, 0, 1, 1000, 1001) },
		},
		.size = LOWMEM_TEXT_MAX,
		.minfree = "0,1,2,3,4,5",
		.adj = "-1000,-1,0,1,1000,1001",
		.levels = "0:-1000,1:-1,2:0,3:1,4:1000,5:1001",
	},
	{
		.name = "fewer scores than thresholds",
		.table = {
			.minfree = { ELEMENTS(100, 200, 300) },
			.adj = { ELEMENTS(1, 2) },
		},
		.size = LOWMEM_TEXT_MAX,
		.minfree = "100,200,300",
		.adj = "1,2",
		.levels = "100:1,200:2",
	},
	{
		.name = "fewer thresholds than scores",
		.table = {
			.minfree = { ELEMENTS(100) },
			.adj = { ELEMENTS(1, 2, 3, 4, 5, 6) },
		},
		.size = LOWMEM_TEXT_MAX,
		.minfree = "100",
		.adj = "1,2,3,4,5,6",
		.levels = "100:1",
	},
	{
		.name = "widest table fits",
		.table = WIDEST_TABLE,
		.size = LOWMEM_TEXT_MAX,
		.minfree = SIX_TIMES(WIDEST_MINFREE),
		.adj = SIX_TIMES(WIDEST_ADJ),
		.levels = SIX_TIMES(WIDEST_ROW),
	},
	{
		.name = "cut short between elements",
		.table = WIDEST_TABLE,
		.size = sizeof("2147483647,"),
		.minfree = "2147483647,",
		.adj = "-1000,-1000",
		.levels = "2147483647:",
	},
	{
		.name = "cut short inside the first element",
		.table = WIDEST_TABLE,
		.size = sizeof("-10"),
		.minfree = "214",
		.adj = "-10",
		.levels = "214",
	},
	{
		.name = "room for the NUL alone",
		.table = WIDEST_TABLE,
		.size = 1,
		.minfree = "",
		.adj = "",
		.levels = "",
	},
};

struct fault_case {
	const char *name;
	enum lowmem_fault fault;
};

static const struct fault_case fault_cases[] = {
	{ .name = "none", .fault = LOWMEM_FAULT_NONE },
	{ .name = "empty", .fault = LOWMEM_FAULT_EMPTY },
	{ .name = "empty element", .fault = LOWMEM_FAULT_EMPTY_ELEMENT },
	{ .name = "not a number", .fault = LOWMEM_FAULT_NOT_A_NUMBER },
	{ .name = "not a row", .fault = LOWMEM_FAULT_NOT_A_ROW },
	{ .name = "too many", .fault = LOWMEM_FAULT_TOO_MANY },
	{ .name = "range", .fault = LOWMEM_FAULT_RANGE },
};

#endif /* LOWMEM_TABLE_CASES_H */
