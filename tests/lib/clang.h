/* SPDX-License-Identifier: GPL-2.0-only */
/* What the kernel was configured to know about gcc, undone for clang. */
#undef CONFIG_CC_IS_GCC
#undef CONFIG_GCC_VERSION
#define CONFIG_GCC_VERSION 0
#ifndef CONFIG_CC_IS_CLANG
#define CONFIG_CC_IS_CLANG 1
#endif
/* Variables by segment register are spelt in gcc's way. */
#undef CONFIG_CC_HAS_NAMED_AS
#undef CONFIG_USE_X86_SEG_SUPPORT
