/* SPDX-License-Identifier: GPL-2.0-only */
/* What systemd gives a service and wants to hear from it; without it, nothing. */
#ifndef LMKD_SHIM_SERVICE_H
#define LMKD_SHIM_SERVICE_H

int service_socket(void);
void service_ready(void);
void service_reloading(void);
void service_stopping(void);
const char *service_features(void);

#endif /* LMKD_SHIM_SERVICE_H */
