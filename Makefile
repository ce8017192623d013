# SPDX-License-Identifier: GPL-2.0-only
# For people; what the kernel's build reads is Kbuild.

KERNELRELEASE ?= $(shell uname -r)
KDIR ?= /lib/modules/$(KERNELRELEASE)/build
INSTALL_MOD_PATH ?=
PACKAGES ?= packages

# The release these headers are for, which is not make's kernelrelease on Debian.
release = $(shell sed -n 's/.*"\(.*\)"/\1/p' $(KDIR)/include/generated/utsrelease.h)

.PHONY: all modules headers install uninstall clean help deb demo check \
	check-matrix check-debug check-all coverage bench

all: modules

headers:
	@test -e $(KDIR)/Makefile || { \
		echo "error: no kernel headers at $(KDIR):" \
			"install them (Debian: linux-headers-$(KERNELRELEASE))" \
			"or name others with KDIR=" >&2; exit 1; }

modules: headers
	$(MAKE) -C $(KDIR) M=$(CURDIR) modules

install: headers
	@test -e lowmemorykiller.ko || { \
		echo "error: nothing to install: run make first" >&2; exit 1; }
	$(MAKE) -C $(KDIR) M=$(CURDIR) INSTALL_MOD_PATH=$(INSTALL_MOD_PATH) modules_install
	$(if $(INSTALL_MOD_PATH),,depmod -a $(release))

# Kernels differ in the folder they install to and in compression. What DKMS has
# installed is for DKMS to remove.
uninstall: headers
	@test -n "$(release)" || { \
		echo "error: $(KDIR) is not prepared, so it does not say" \
			"of which kernel to remove it" >&2; exit 1; }
	find $(INSTALL_MOD_PATH)/lib/modules/$(release) -path '*/updates/dkms' -prune \
		-o -name 'lowmemorykiller.ko*' -exec rm {} +
	$(if $(INSTALL_MOD_PATH),,depmod -a $(release))

clean: headers
	$(MAKE) -C $(KDIR) M=$(CURDIR) clean

deb:
	@tests/package/deb.sh $(PACKAGES)

demo:
	@tests/demo/demo.sh

check:
	@tests/check.sh

check-matrix:
	@tests/check.sh matrix

check-debug:
	@tests/check.sh debug

check-all:
	@tests/check.sh all

coverage:
	@tests/check.sh coverage

bench:
	@tests/bench/bench.sh

help:
	@echo 'make            build lowmemorykiller.ko for the running kernel'
	@echo 'make KDIR=DIR   build it against the kernel headers in DIR'
	@echo 'make install    install it below /lib/modules (as root),'
	@echo '                or below INSTALL_MOD_PATH/lib/modules'
	@echo 'make uninstall  remove it from there'
	@echo 'make clean      remove what was built'
	@echo
	@echo 'On Debian 12, amd64; these install the packages they lack:'
	@echo 'make deb        packages: the module for DKMS, lmkd-shim and lmkctl; into'
	@echo '                packages/, or PACKAGES=DIR'
	@echo 'make demo       watch it work on a small virtual machine'
	@echo 'make check      run every test; ends with "N passed, N failed"'
	@echo 'make check-matrix'
	@echo '                build and run it on every kernel of tests/matrix/kernels'
	@echo '                (KERNELS="5.10 7.3": on these)'
	@echo 'make check-debug'
	@echo '                run the guests of make check on kernels that look for bugs,'
	@echo '                which are compiled first'
	@echo 'make check-all  all of these, one after the other (DEBUG=short: of the last'
	@echo '                a choice of the guests)'
	@echo 'make coverage   how much of the module KUnit and the guests execute, by file'
	@echo 'make bench      measure it beside earlyoom and the kernel alone, and what'
	@echo '                it costs, in virtual machines (BENCH=foreground: only that)'
	@echo
	@echo 'For another architecture, kernel style:'
	@echo 'make ARCH=arm64 CROSS_COMPILE=aarch64-linux-gnu- KDIR=DIR'
