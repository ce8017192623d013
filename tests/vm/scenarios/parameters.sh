# SPDX-License-Identifier: GPL-2.0-only
# What the parameters take, what they refuse, and what stays in force then.
# shellcheck shell=dash
check "the module loads without parameters" load

same "minfree has its default" 1536,2048,4096,16384 "$(cat $parameters/minfree)"
same "adj has its default" 0,1,6,12 "$(cat $parameters/adj)"
same "levels are derived" 1536:0,2048:1,4096:6,16384:12 "$(cat $parameters/levels)"
same "cost has its default" 0 "$(cat $parameters/cost)"
same "debug_level has its default" 1 "$(cat $parameters/debug_level)"
same "enable_lmk has its default" Y "$(cat $parameters/enable_lmk)"
same "dry_run has its default" N "$(cat $parameters/dry_run)"
same "oom_reaper has its default" Y "$(cat $parameters/oom_reaper)"
same "kill_timeout_ms has its default" 500 "$(cat $parameters/kill_timeout_ms)"
for name in minfree adj levels; do
	same "$name may be written by its group" 664 "$(stat_mode $parameters/$name)"
done

# takes NAME TEXT READBACK
takes() {
	check "$1 takes '$2'" put "$parameters/$1" "$2"
	same "$1 reads back '$3'" "$3" "$(cat "$parameters/$1")"
}

# refuses NAME TEXT ERRNO REASON
refuses() {
	before=$(cat "$parameters/$1")
	dmesg -c >/dev/null
	same "$1 refuses '$2' with $3" "$3" "$(put "$parameters/$1" "$2")"
	same "$1 keeps what was in force" "$before" "$(cat "$parameters/$1")"
	same "one line says why" 1 "$(dmesg | grep -c "lowmemorykiller: $1: .*$4")"
}

takes minfree "1,2,3,4,5,6" 1,2,3,4,5,6
takes minfree " 10 , 20 , 30 " 10,20,30
takes minfree 2147483647 2147483647
takes minfree 0,0,0,0,0,0 0,0,0,0,0,0
takes adj "-1000,0,1000,1001" -1000,0,1000,1001
same "the shorter list ends the table" 0:-1000,0:0,0:1000,0:1001 \
	"$(cat $parameters/levels)"
takes minfree 100,200 100,200
same "also when it is the other one" 100:-1000,200:0 "$(cat $parameters/levels)"
takes levels "18432:0, 23040:100 ,27648:200,32256:250,55296:900,80640:950" \
	18432:0,23040:100,27648:200,32256:250,55296:900,80640:950
same "levels set minfree" 18432,23040,27648,32256,55296,80640 \
	"$(cat $parameters/minfree)"
same "levels set adj" 0,100,200,250,900,950 "$(cat $parameters/adj)"

blanks='   '
for name in minfree adj levels; do
	refuses $name "
" EINVAL "the text is empty"
	refuses $name "$blanks
" EINVAL "the text is empty"
	refuses $name "," EINVAL "element 1 \"\" is empty"
done
refuses minfree 1,,2 EINVAL 'element 2 "" is empty'
refuses minfree 1,2, EINVAL 'element 3 "" is empty'
refuses minfree ,1 EINVAL 'element 1 "" is empty'
refuses minfree 1,2x,3 EINVAL 'element 2 "2x" is not a plain decimal number'
refuses minfree 0x10 EINVAL 'element 1 "0x10" is not a plain'
refuses minfree "1 2" EINVAL 'element 1 "1 2" is not a plain'
refuses minfree 1,2,3,4,5,6,7 EINVAL 'element 7 "7" is one too many: 6 at most'
refuses minfree 2147483648 ERANGE 'element 1 "2147483648" is out of range 0 to 2147483647'
refuses minfree 1,99999999999999999999 ERANGE 'element 2 "99999999999999999999" is out of range'
refuses minfree -1 ERANGE 'element 1 "-1" is out of range 0 to'
refuses adj 0,1002 ERANGE 'element 2 "1002" is out of range -1000 to 1001'
refuses adj -1001 ERANGE 'element 1 "-1001" is out of range -1000 to 1001'
refuses adj 1,2,3,4,5,6,7 EINVAL 'element 7 "7" is one too many'
refuses adj bad EINVAL 'element 1 "bad" is not a plain'
refuses levels 1:2:3 EINVAL 'element 1 "1:2:3" is not of the form minfree:adj'
refuses levels 1:0,2 EINVAL 'element 2 "2" is not of the form minfree:adj'
refuses levels 1: EINVAL 'element 1 "" is empty'
refuses levels 1:0,-2:0 ERANGE 'element 2 "-2" is out of range 0 to'
refuses levels 1:1002 ERANGE 'element 1 "1002" is out of range'
refuses levels 1:1,1:1,1:1,1:1,1:1,1:1,1:1 EINVAL 'element 7 "1:1" is one too many'
refuses kill_timeout_ms 0 ERANGE 'is not a number of milliseconds from 1 to 60000'
refuses kill_timeout_ms 60001 ERANGE 'is not a number of milliseconds'
refuses kill_timeout_ms soon EINVAL '"soon" is not a number of milliseconds'
refuses cost -1 ERANGE '"-1" is not a number from 0 to 2147483647'
refuses cost cheap EINVAL '"cheap" is not a number from 0'

refuses oom_reaper maybe EINVAL '"maybe" is neither Y nor N'
takes oom_reaper 0 N
takes oom_reaper 1 Y
takes kill_timeout_ms 200 200
takes enable_lmk 0 N
takes enable_lmk 1 Y
takes debug_level 5 5
takes debug_level 1 1
for cost in 32 2 0 32 0; do
	takes cost $cost $cost
done

dmesg -c >/dev/null
put $parameters/levels 200:0,100:100
put $parameters/levels 300:0,100:100
same "rows out of order are warned about once" 1 \
	"$(dmesg | grep -c 'row 2 (100:100) is out of order')"
put $parameters/levels 100:0,200:100
put $parameters/levels 100:100,200:0
same "and again after they were mended" 1 \
	"$(dmesg | grep -c 'row 2 (200:0) is out of order')"
check "the module unloads" rmmod lowmemorykiller

check "it takes all of them when it is loaded" load minfree=10,20 adj=100,200 \
	cost=32 debug_level=0 enable_lmk=N dry_run=Y kill_timeout_ms=77
same "as they were given" "10:100,20:200 32 0 N Y 77" \
	"$(echo $(cat $parameters/levels $parameters/cost $parameters/debug_level \
		$parameters/enable_lmk $parameters/dry_run $parameters/kill_timeout_ms))"
rmmod lowmemorykiller
check "a bad one at load is refused" sh -c "! insmod /lowmemorykiller.ko minfree=10 adj=0,bad"
check "and leaves nothing loaded" [ ! -e /sys/module/lowmemorykiller ]
check "it loads again after that" load
same "with its defaults" 1536:0,2048:1,4096:6,16384:12 "$(cat $parameters/levels)"
same "the old fields of the event are where readers expect them" \
	"comm[16]:8:16 pid:24:4 pagecache_size:32:8 pagecache_limit:40:8 free:48:8" \
	"$(echo $(sed -n 's/.*field:.* \(comm\[16\]\|pid\|pagecache_size\|pagecache_limit\|free\);.offset:\([0-9]*\);.size:\([0-9]*\);.*/\1:\2:\3/p' \
		$tracing/events/lowmemorykiller/lowmemory_kill/format))"
