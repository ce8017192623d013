#!/usr/bin/perl
# SPDX-License-Identifier: GPL-2.0-only
# code.pl FILE...: C sources line by line for grep and awk, tab separated:
#   FILE  LINE  code|comment|blank  FUNCTION  TEXT
# TEXT has no comments and nothing between quotes. FUNCTION is "-" outside of
# functions; a "+" behind its name means that the comment above it says
# "Process context". Functions are found by kernel style: "{" in column 0.
use strict;
use warnings;

sub newlines { return scalar(($_[0]) =~ tr/\n//) }

# Returns the text without comments and strings, and which lines had comments.
sub strip {
	my ($text) = @_;
	my ($code, $last, $line, %comment) = ('', 0, 0);

	while ($text =~ m{(/\*.*?\*/|//[^\n]*)|("(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*')}gs) {
		my ($is_comment, $found) = (defined $1, $&);
		my $before = substr($text, $last, $-[0] - $last);

		$last = $+[0];
		$line += newlines($before);
		$code .= $before;
		if ($is_comment) {
			$comment{$_} = 1 for $line .. $line + newlines($found);
			$code .= ' ' . "\n" x newlines($found);
		} else {
			$code .= '""';
		}
		$line += newlines($found);
	}
	return ($code . substr($text, $last), \%comment);
}

# Returns the line the header of a function starts in, given its "{".
sub header_start {
	my ($lines, $brace) = @_;
	my $start = $brace;

	$start-- while $start > 0 && $lines->[$start - 1] =~ /\S/ &&
		$lines->[$start - 1] !~ /[;}]\s*$|^#|\\$/;
	return $start;
}

# Returns the name of the function each line belongs to.
sub functions {
	my ($raw, $lines, $comment) = @_;
	my @owner = ('-') x @$lines;

	for my $brace (grep { $lines->[$_] =~ /^\{/ } 0 .. $#$lines) {
		my $start = header_start($lines, $brace);
		my $above = '';
		my ($name) = grep { !/^__/ }
			join(' ', @$lines[$start .. $brace]) =~ /(\w+)\s*\(/g;

		next unless defined $name;
		for (my $i = $start - 1; $i >= 0 && $comment->{$i}; $i--) {
			$above = "$raw->[$i]\n$above";
		}
		$name .= '+' if $above =~ /Process context/;
		$start++ while $lines->[$start] !~ /\w\s*\(/;
		for (my $i = $start; $i <= $#$lines; $i++) {
			$owner[$i] = $name;
			last if $i > $brace && $lines->[$i] =~ /^\}/;
		}
	}
	return @owner;
}

for my $file (@ARGV) {
	open(my $handle, '<', $file) or die "$file: $!\n";
	my $text = do { local $/; <$handle> } // '';
	my ($code, $comment) = strip($text);
	my @raw = split(/\n/, $text);
	my @lines = split(/\n/, $code);
	push @lines, '' while @lines < @raw;
	my @owner = functions(\@raw, \@lines, $comment);

	for my $i (0 .. $#raw) {
		my $kind = $lines[$i] =~ /\S/ ? 'code' :
			$comment->{$i} ? 'comment' : 'blank';

		print join("\t", $file, $i + 1, $kind, $owner[$i], $lines[$i]), "\n";
	}
}
