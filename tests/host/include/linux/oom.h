/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef LOWMEM_HOST_OOM_H
#define LOWMEM_HOST_OOM_H

#define OOM_SCORE_ADJ_MIN (-1000)
#define OOM_SCORE_ADJ_MAX 1000

#endif /* LOWMEM_HOST_OOM_H */
