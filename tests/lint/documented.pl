#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-only
# documented.pl FILE: names on stdin that have no kernel-doc with a Context:
# section in FILE.
use strict;
use warnings;

my ($file) = @ARGV;
open(my $handle, '<', $file) or die "$file: $!\n";
my $text = do { local $/; <$handle> };
my %context;

while ($text =~ m{^/\*\*\n \* (\w+)(?:\(\))? - \S(.*?)\*/}gms) {
	my ($name, $body) = ($1, $2);

	$context{$name} = $body =~ /^ \* Context: \S/m;
}
while (my $name = <STDIN>) {
	chomp($name);
	if (!exists $context{$name}) {
		print "$file: $name has no kernel-doc\n";
	} elsif (!$context{$name}) {
		print "$file: $name does not say in what context it may be called\n";
	}
}
