# SPDX-License-Identifier: GPL-2.0-only
# For people; what the kernel's build reads is Kbuild.

KERNELRELEASE ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KERNELRELEASE)/build
INSTALL_MOD_PATH ?=

.PHONY: all modules install clean help demo check bench

all: modules

modules:
	@test -e $(KDIR)/Makefile || { \
		echo "error: no kernel headers at $(KDIR):" \
			"install linux-headers-$(KERNELRELEASE)" \
			"or name others with KDIR=" >&2; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

install:
	$(MAKE) -C $(KDIR) M=$(CURDIR) INSTALL_MOD_PATH=$(INSTALL_MOD_PATH) modules_install
	$(if $(INSTALL_MOD_PATH),,depmod -a $(KERNELRELEASE))

clean:
	$(MAKE) -C $(KDIR) M=$(CURDIR) clean

demo:
	@tests/demo/demo.sh

check:
	@tests/check.sh

bench:
	@tests/bench/bench.sh

help:
	@echo 'make            build lowmemorykiller.ko for the running kernel'
	@echo 'make KDIR=DIR   build it against the kernel headers in DIR'
	@echo 'make install    install it below /lib/modules (as root)'
	@echo 'make clean      remove what was built'
	@echo 'make demo       watch it work on a small virtual machine'
	@echo 'make check      run every test; ends with "N passed, N failed"'
	@echo 'make bench      measure what it costs, in a virtual machine'
