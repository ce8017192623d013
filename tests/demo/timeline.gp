# SPDX-License-Identifier: GPL-2.0-only
# Draws what table.awk took from the trace: memory above, processes below, one
# time for both. Given: format (svg or png), data (a directory), output_file,
# release (the kernel's).

set encoding utf8
# One takes the font's size in points, the other in pixels.
if (format eq "png") {
	set terminal pngcairo size 1280,940 font "sans-serif,11" background "#ffffff"
	title_size = "16"
	small_size = "9"
} else {
	set terminal svg size 1280,940 font "sans-serif,14" background "#ffffff"
	title_size = "20"
	small_size = "12"
}
set output output_file

memory = data . "/memory.dat"
kills = data . "/kills.dat"
levels = data . "/levels.dat"
apps = data . "/apps.dat"
phases = data . "/phases.dat"

free_colour = "#1b9e4b"
cache_colour = "#2b6cb0"
kill_colour = "#c53030"
level_colour = "#8a6d1f"
text_colour = "#444444"

stats memory using 1 name "T" nooutput
stats memory using (column(2) > column(3) ? column(2) : column(3)) name "M" nooutput
stats apps using 1 name "A" nooutput
top = 10 * ceil((M_max + 8) / 10)
bottom = -6

set multiplot
set style textbox opaque noborder margins 0.3,0.3
set lmargin at screen 0.115
set rmargin at screen 0.875
set xrange [T_min:T_max]
set tics nomirror out textcolor rgb text_colour
set border 3 linecolor rgb "#999999"

# Memory
set tmargin at screen 0.895
set bmargin at screen 0.415
set label 1 "lowmemorykiller: a camera takes the memory of a phone full of apps" at screen 0.115,0.965 left font ",".title_size
set label 2 "Linux ".release.", 512 MB, no swap. A kill is due when free memory and page cache are both below a threshold." at screen 0.115,0.930 left textcolor rgb text_colour
set yrange [bottom:top]
set ylabel "MB" textcolor rgb text_colour offset 1,0
set ytics 20
set format x ""
set key at screen 0.985,0.985 right top vertical samplen 2 spacing 1.1
plot memory using 1:3 with filledcurves y1=0 fillcolor rgb cache_colour fillstyle transparent solid 0.13 notitle, \
	levels using (T_min):1:(T_max - T_min):(0) with vectors nohead dashtype (8,6) linewidth 1 linecolor rgb level_colour notitle, \
	levels using (T_max):3:(sprintf("%g MB: adj ≥ %d", $1, $2)) with labels left offset 0.6,0 font ",".small_size textcolor rgb level_colour notitle, \
	memory using 1:3 with lines linewidth 2.2 linecolor rgb cache_colour title "page cache", \
	memory using 1:2 with lines linewidth 2.2 linecolor rgb free_colour title "free", \
	kills using 1:(bottom):(0):(top - bottom) with vectors nohead linewidth 1.2 linecolor rgb kill_colour title "kill", \
	phases using 1:(top):2 with labels left boxed offset 0.5,-0.6 font ",".small_size textcolor rgb text_colour notitle

# Processes
unset label 1
unset label 2
set label 3 "process, adj" at screen 0.108,0.407 right font ",".small_size textcolor rgb text_colour
unset key
set tmargin at screen 0.400
set bmargin at screen 0.075
set yrange [0.4:A_max + 0.6]
unset ylabel
set ytics scale 0 autofreq
set format x "%g"
set xlabel "seconds since boot, as in the trace" textcolor rgb text_colour offset 0,0.3
low(row) = row - 0.37
high(row) = row + 0.37
killed_start(start, killed) = killed == 1 ? start : NaN
lived_start(start, killed) = killed == 1 ? NaN : start
plot apps using (lived_start($5, $7)):1:5:6:(low($1)):(high($1)):ytic(sprintf("%s  %d", strcol(2), $3)) with boxxyerror fillstyle solid 0.3 noborder linecolor rgb free_colour, \
	apps using (killed_start($5, $7)):1:5:6:(low($1)):(high($1)) with boxxyerror fillstyle solid 0.25 noborder linecolor rgb kill_colour, \
	apps using (killed_start($6, $7)):(low($1)):(0):(A_max + 0.6 - low($1)) with vectors nohead linewidth 1.2 linecolor rgb kill_colour, \
	apps using 5:1:(sprintf("%d MB", $4)) with labels left offset 0.6,0 font ",".small_size textcolor rgb text_colour, \
	apps using (killed_start($6, $7)):1:(sprintf("%s killed, %d MB back", strcol(2), $8)) with labels left boxed offset 0.8,0 font ",".small_size textcolor rgb kill_colour, \
	apps using (lived_start($6, $7)):1:("lives") with labels left offset 0.6,0 font ",".small_size textcolor rgb free_colour
unset multiplot
