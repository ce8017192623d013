// SPDX-License-Identifier: GPL-2.0-only
/* The tables of the framework, for machines it is known what it sends for. */
#include "../shim/testing.h"

#include "../../lmkd-shim/suggest.h"

static const struct machine_case {
	const char *name;
	struct machine machine;
	const char *expected;
} machine_cases[] = {
	{ "256 MB, 32-bit",
	  { 256, 0, 0, 0, 4096 },
	  "3072:0,4608:100,6144:200,9216:250,10752:900,12288:950" },
	{ "256 MB, 64-bit: the same, at the lower end",
	  { 256, 0, 0, 1, 4096 },
	  "3072:0,4608:100,6144:200,9216:250,10752:900,12288:950" },
	{ "512 MB and 480x800",
	  { 512, 480, 800, 0, 4096 },
	  "10181:0,13139:100,16097:200,19880:250,22838:900,27928:950" },
	{ "1 GB, 32-bit",
	  { 1024, 0, 0, 0, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,36864:900,46080:950" },
	{ "1 GB, 64-bit",
	  { 1024, 0, 0, 1, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,55296:900,80640:950" },
	{ "8 GB, 64-bit: as 1 GB",
	  { 8192, 0, 0, 1, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,55296:900,80640:950" },
	{ "pages of 16 kB",
	  { 4096, 0, 0, 1, 16384 },
	  "4608:0,5760:100,6912:200,8064:250,13824:900,20160:950" },
	{ "pages of 64 kB",
	  { 4096, 0, 0, 1, 65536 },
	  "1152:0,1440:100,1728:200,2016:250,3456:900,5040:950" },
	{ "the smallest machine of the scale",
	  { 350, 480, 800, 1, 4096 },
	  "3072:0,4608:100,6144:200,9216:250,10752:900,12288:950" },
	{ "the largest machine of the scale",
	  { 700, 0, 0, 0, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,36864:900,46080:950" },
	{ "little memory behind a large display",
	  { 256, 1280, 800, 0, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,36864:900,46080:950" },
	{ "much memory behind a small display",
	  { 1024, 240, 320, 0, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,36864:900,46080:950" },
	{ "the largest display there can be",
	  { 1, 65535, 65535, 0, 4096 },
	  "18432:0,23040:100,27648:200,32256:250,36864:900,46080:950" },
};

static void every_machine(void **state)
{
	const struct machine_case *row = *state;
	char text[LEVELS_TEXT_SIZE];
	struct levels levels;

	suggest_levels(&row->machine, &levels);
	levels_format(&levels, text);
	assert_string_equal(text, row->expected);
}

int main(void)
{
	ROWS_ADD(machine_cases, every_machine);
	return rows_run("suggest");
}
