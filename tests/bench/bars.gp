# SPDX-License-Identifier: GPL-2.0-only
# Draws medians as bars, one group a row of the table, with the least and the
# most as whiskers. Given: data, with one block for each of names and colours (a
# "~" in a name is a blank), output_file, title, subtitle, unit ("...,
# logarithmic" makes it so).

set encoding utf8
set output output_file
text_colour = "#444444"
rivals = words(names)
is_logarithmic = strstrt(unit, "logarithmic") > 0

stats data index 0 using 1 name "R" nooutput
rows = R_max
set terminal svg size 1280,(180 + rows * (30 + 18 * rivals)) noenhanced font "sans-serif,14" background "#ffffff"
set lmargin 48
set rmargin 6
set tmargin 6
set label 1 title at screen 0.03,screen 1 left offset 0,-1.4 font ",20"
set label 2 subtitle at screen 0.03,screen 1 left offset 0,-3.0 textcolor rgb text_colour
set tics nomirror out textcolor rgb text_colour
set border 3 linecolor rgb "#999999"
set grid xtics linetype 1 linecolor rgb "#dddddd"
set xlabel unit textcolor rgb text_colour
if (is_logarithmic) {
	set logscale x
	set xrange [10:200000]
	low = 10
} else {
	set xrange [0:*]
	low = 0
}
# The first row at the top.
set yrange [-rows - 0.6:-0.4]
set key at screen 0.97,screen 0.97 right top vertical samplen 1.5
set style fill solid 0.75 noborder
thick = 0.8 / rivals
centre(row, i) = -row + 0.4 - thick * (i - 0.5)
name_of(i) = system("echo '" . word(names, i) . "' | tr '~' ' '")
plot data index 0 using (low):(-$1):ytic(2) with dots linecolor rgb "#ffffff" notitle, \
	for [i = 1:rivals] data index i - 1 using (low):(centre($1, i)):(low):3:(centre($1, i) - thick * 0.42):(centre($1, i) + thick * 0.42) with boxxyerror linecolor rgb word(colours, i) title name_of(i), \
	for [i = 1:rivals] data index i - 1 using 3:(centre($1, i)):4:5 with xerrorbars pointtype 0 linewidth 1.2 linecolor rgb "#222222" notitle, \
	for [i = 1:rivals] data index i - 1 using 5:(centre($1, i)):6 with labels left offset 0.8,0 font ",12" textcolor rgb text_colour notitle
