# SPDX-License-Identifier: GPL-2.0-only
# What looks for leaks asks for each word it reads whether it is to stop. Where KASAN
# checks how it asks, that takes two thirds of its time.
KASAN_SANITIZE_kmemleak.o=n
