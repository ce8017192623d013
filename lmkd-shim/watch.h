/* SPDX-License-Identifier: GPL-2.0-only */
/* Word from the kernel that the module was loaded or unloaded. */
#ifndef LMKD_SHIM_WATCH_H
#define LMKD_SHIM_WATCH_H

int watch_open(void);
int watch_read(int watch);

#endif /* LMKD_SHIM_WATCH_H */
