/* SPDX-License-Identifier: GPL-2.0-only */
/* Giving away all rights that are not needed, once everything is open. */
#ifndef LMKD_SHIM_RIGHTS_H
#define LMKD_SHIM_RIGHTS_H

void rights_lock_memory(void);
unsigned long rights_raise_descriptors(void);
int rights_reduce(void);

#endif /* LMKD_SHIM_RIGHTS_H */
