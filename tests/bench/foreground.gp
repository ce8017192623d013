# SPDX-License-Identifier: GPL-2.0-only
# Draws what every slow iteration of the foreground application took, one panel
# a rival, one time and one scale for all, and who was killed meanwhile. Given:
# data, with two blocks for each of names and colours, iterations and deaths (a
# "~" in a name is a blank), output_file, title, subtitle.

set encoding utf8
set terminal svg size 1280,900 noenhanced font "sans-serif,14" background "#ffffff"
set output output_file

text_colour = "#444444"
panel_height = 0.19

set multiplot
set lmargin at screen 0.08
set rmargin at screen 0.97
set xrange [0:20]
set logscale y
set yrange [1:3000]
set ytics ("1" 1, "10" 10, "100" 100, "1000" 1000)
set tics nomirror out textcolor rgb text_colour
set border 3 linecolor rgb "#999999"
set grid ytics linetype 1 linecolor rgb "#dddddd"
set label 1 title at screen 0.08,0.965 left font ",20"
set label 2 subtitle at screen 0.08,0.930 left textcolor rgb text_colour
set ylabel "ms" textcolor rgb text_colour offset 1,0
do for [i = 1:words(names)] {
	top = 0.90 - (i - 1) * (panel_height + 0.015)
	set tmargin at screen top
	set bmargin at screen top - panel_height
	stats data index 2 * (i - 1) using 2 name "S" nooutput
	set label 3 sprintf("%s: worst %.0f ms", system("echo '" . word(names, i) . "' | tr '~' ' '"), S_max) at graph 0.01,0.90 left
	if (i == words(names)) {
		set format x "%g"
		set xlabel "seconds; what each iteration above 1 ms took, 256 random pages of 100 MB that are mapped" textcolor rgb text_colour
	} else {
		set format x ""
	}
	plot data index 2 * (i - 1) using 1:2 with impulses linewidth 1.4 linecolor rgb word(colours, i) notitle, \
		data index 2 * i - 1 using 1:(1200) with points pointtype 11 pointsize 1.2 linecolor rgb text_colour notitle, \
		data index 2 * i - 1 using 1:(1200):("killed") with labels left offset 0.8,0 font ",12" textcolor rgb text_colour notitle
	unset label 1
	unset label 2
}
unset multiplot
