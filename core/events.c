// SPDX-License-Identifier: GPL-2.0-only
/*
 * /proc/lowmemorykiller: tells of every kill, one record a read, as Android's
 * lmkd wants it. Each open file is a reader of its own with all kills since it
 * was opened; one that falls behind by more than EVENTS_MAX loses the oldest.
 *
 * A reader sees process IDs as the pid namespace of its procfs mount does, and
 * only kills that namespace knows. See Documentation/ABI/procfs-lowmemorykiller,
 * and Documentation/design.rst, "Removal of the node".
 */
#include "lowmem.h"

#include <linux/cred.h>
#include <linux/fs.h>
#include <linux/kmemleak.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/proc_fs.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uaccess.h>
#include <linux/user_namespace.h>
#include <linux/wait.h>

/*
 * Kills a reader may be behind. One takes 10 ms at least, from SIGKILL until
 * memory is back, so this is most of a second. A power of two, for numbers to
 * go on behind the largest.
 */
#define EVENTS_MAX 64

/*
 * How long to wait at removal for readers to look once more, and for pollers to
 * leave the queue. They need microseconds, but have to get a CPU for these, and
 * memory is short: 1.5 s were seen. As UNLOAD_MS in flight.c.
 */
#define REMOVAL_MS 5000
#define REMOVAL_INTERVAL_MS 4

struct event {
	struct lowmem_record record;
	struct lowmem_identity identity;
};

/**
 * struct reader - an open file
 * @mutex: one read at a time; the file may be shared by a fork. Protects @text,
 *	@length and @offset.
 * @text: the record being read
 * @length: its bytes
 * @offset: how many of them have been read
 * @namespace: whose process IDs it sees; pinned by the procfs mount it is on
 * @all: in the list of readers
 * @next: the event to read next, by its number
 * @unread: there is text not yet read, or about to be there
 * @polls: somebody polls it
 * @looked: how many events there were when a poll last said that it has read
 *	all; another number if the last one said that it has not
 */
struct reader {
	struct mutex mutex;
	char text[LOWMEM_RECORD_MAX + 1];
	int length;
	int offset;
	const struct pid_namespace *namespace;
	struct list_head all;
	unsigned long next;
	bool unread;
	bool polls;
	unsigned long looked;
};

/*
 * Protects what follows it, and the fields of readers that their mutex does
 * not. A leaf, held for the copy of a record or for stepping over those there
 * are, so that reclaim may wait for it. Process context or reclaim only.
 */
static DEFINE_SPINLOCK(events_lock);
static struct event events[EVENTS_MAX];
/* How many there were so far: the next gets this number. */
static unsigned long pushed;
static LIST_HEAD(readers);

/* Readers in read(2). They leave before the node goes. */
static DECLARE_WAIT_QUEUE_HEAD(blocked);
/*
 * Readers in epoll, poll and the like. They stay: see pollers_detach(). Nor may
 * what lockdep knows the queue's lock by be in the module: once that is gone,
 * taking the lock would be an access to what lockdep has freed.
 */
static struct pollers {
	wait_queue_head_t queue;
	struct lock_class_key key;
	char name[sizeof(LOWMEM_NAME)];
} *pollers;
/* The node is going: nobody is to block any more. */
static bool closing;
static struct proc_dir_entry *node;

/*
 * What a namespace calls the victim; 0 if it does not know it. The pointer may
 * be that of a namespace long gone, but it is never followed, and it cannot be
 * mistaken for a new one in the same place: a reader only sees events from
 * after it was opened, and its mount has pinned its namespace since before.
 */
static pid_t event_pid(const struct event *event,
		       const struct pid_namespace *namespace)
{
	unsigned int i;

	for (i = 0; i < LOWMEM_PID_LEVELS; i++)
		if (event->identity.pid_namespace[i] == namespace)
			return event->identity.pid[i];
	return 0;
}

/* Step over what has been overwritten. Whose kills these were nobody knows. */
static void reader_catch_up_locked(struct reader *reader)
{
	unsigned long behind = pushed - reader->next;

	lockdep_assert_held(&events_lock);
	if (behind <= EVENTS_MAX)
		return;
	lowmem_stat_add(LOWMEM_STAT_EVENTS_DROPPED,
			(long)(behind - EVENTS_MAX));
	reader->next = pushed - EVENTS_MAX;
}

/* The next event that is for this reader; NULL if it has read all. */
static const struct event *reader_next_locked(struct reader *reader)
{
	const struct event *event;

	reader_catch_up_locked(reader);
	for (; reader->next != pushed; reader->next++) {
		event = &events[reader->next % EVENTS_MAX];
		if (event_pid(event, reader->namespace))
			return event;
	}
	return NULL;
}

static bool reader_is_ready_locked(struct reader *reader)
{
	return READ_ONCE(reader->unread) || reader_next_locked(reader);
}

/* Process context. */
static bool reader_is_ready(struct reader *reader)
{
	bool ready;

	spin_lock(&events_lock);
	ready = reader_is_ready_locked(reader);
	spin_unlock(&events_lock);
	return ready;
}

/* Process context. False if there is nothing. */
static bool reader_take(struct reader *reader, struct event *event)
{
	const struct event *next;

	spin_lock(&events_lock);
	next = reader_next_locked(reader);
	if (next) {
		*event = *next;
		reader->next++;
		reader->unread = true;
	}
	spin_unlock(&events_lock);
	return next;
}

/* Have text to read, if there is any. */
static bool reader_fill_locked(struct reader *reader,
			       struct user_namespace *users)
{
	struct event event;

	lockdep_assert_held(&reader->mutex);
	if (reader->offset < reader->length)
		return true;
	if (!reader_take(reader, &event))
		return false;
	event.record.pid = event_pid(&event, reader->namespace);
	event.record.uid = from_kuid_munged(users, event.identity.uid);
	reader->length = lowmem_record_format(&event.record, reader->text,
					      sizeof(reader->text));
	reader->offset = 0;
	return true;
}

static ssize_t reader_copy_locked(struct reader *reader, char __user *to,
				  size_t size)
{
	size = min_t(size_t, size, reader->length - reader->offset);
	if (copy_to_user(to, reader->text + reader->offset, size))
		return -EFAULT;
	reader->offset += size;
	if (reader->offset == reader->length)
		WRITE_ONCE(reader->unread, false);
	return size;
}

/* Process context. 0 if there is nothing. */
static ssize_t reader_read(struct reader *reader, struct user_namespace *users,
			   char __user *to, size_t size)
{
	ssize_t ret = 0;

	if (mutex_lock_interruptible(&reader->mutex))
		return -ERESTARTSYS;
	if (reader_fill_locked(reader, users))
		ret = reader_copy_locked(reader, to, size);
	mutex_unlock(&reader->mutex);
	return ret;
}

/*
 * Process context. One record at the most, and the rest of it to the next read
 * where there is no room; whatever the position, because lmkd reads at 0 always.
 */
static ssize_t events_read(struct file *file, char __user *to, size_t size,
			   loff_t *position)
{
	struct reader *reader = file->private_data;
	ssize_t ret;

	if (!size)
		return 0;
	do {
		ret = reader_read(reader, file->f_cred->user_ns, to, size);
		if (ret)
			return ret;
		/* There will be nothing any more. */
		if (READ_ONCE(closing))
			return 0;
		if (file->f_flags & O_NONBLOCK)
			return -EAGAIN;
	} while (!wait_event_interruptible(blocked,
					   reader_is_ready(reader) ||
						   READ_ONCE(closing)));
	return -ERESTARTSYS;
}

/* Process context. */
static __poll_t events_poll(struct file *file, poll_table *wait)
{
	struct reader *reader = file->private_data;
	bool ready;

	poll_wait(file, &pollers->queue, wait);
	spin_lock(&events_lock);
	ready = reader_is_ready_locked(reader);
	reader->polls = true;
	reader->looked = ready ? pushed - 1 : pushed;
	spin_unlock(&events_lock);
	return ready ? EPOLLIN | EPOLLRDNORM : 0;
}

/* Process context. */
static int events_open(struct inode *inode, struct file *file)
{
	struct reader *reader = kzalloc(sizeof(*reader), GFP_KERNEL_ACCOUNT);

	if (!reader)
		return -ENOMEM;
	mutex_init(&reader->mutex);
	reader->namespace = proc_pid_ns(inode->i_sb);
	spin_lock(&events_lock);
	reader->next = pushed;
	list_add(&reader->all, &readers);
	spin_unlock(&events_lock);
	file->private_data = reader;
	/*
	 * A position means nothing here, but pread(2) is to work. Who cannot
	 * seek does not read ahead, which a shell does where it can; and two
	 * that share the file are not to wait for each other in read(2).
	 */
	file->f_mode &= ~(FMODE_LSEEK | FMODE_ATOMIC_POS);
	return 0;
}

/* Process context. */
static int events_release(struct inode *inode, struct file *file)
{
	struct reader *reader = file->private_data;

	spin_lock(&events_lock);
	reader_catch_up_locked(reader);
	list_del(&reader->all);
	spin_unlock(&events_lock);
	kfree(reader);
	return 0;
}

static const struct proc_ops events_ops = {
	.proc_open = events_open,
	.proc_read = events_read,
	.proc_poll = events_poll,
	.proc_release = events_release,
};

/**
 * lowmem_events_push - tell all readers of a kill
 * @record: the victim; process ID and user are those of @identity
 * @identity: what it is called
 *
 * Context: Any but a raw spinlock section or an interrupt; does not sleep or
 * allocate. Waits for events_lock, a spinlock nobody holds for long.
 */
void lowmem_events_push(const struct lowmem_record *record,
			const struct lowmem_identity *identity)
{
	struct event *event;

	spin_lock(&events_lock);
	event = &events[pushed++ % EVENTS_MAX];
	event->record = *record;
	event->identity = *identity;
	spin_unlock(&events_lock);

	wake_up_interruptible(&blocked);
	wake_up_interruptible_poll(&pollers->queue, EPOLLIN | EPOLLRDNORM);
}

/* Process context. Have those who poll seen that there is nothing to read? */
static bool pollers_have_looked(void)
{
	const struct reader *reader;
	bool looked = true;

	spin_lock(&events_lock);
	list_for_each_entry(reader, &readers, all)
		if (reader->polls && reader->looked != pushed)
			looked = false;
	spin_unlock(&events_lock);
	return looked;
}

/* Process context. */
static int pollers_init(void)
{
	pollers = kmalloc(sizeof(*pollers), GFP_KERNEL);
	if (!pollers)
		return -ENOMEM;
	memcpy(pollers->name, LOWMEM_NAME, sizeof(pollers->name));
	lockdep_register_key(&pollers->key);
	__init_waitqueue_head(&pollers->queue, pollers->name, &pollers->key);
	return 0;
}

/* Process context, sleeps where there is lockdep. */
static void pollers_free(void)
{
	lockdep_unregister_key(&pollers->key);
	kfree(pollers);
}

/* Process context. Under its lock: who was the last to leave has let go. */
static bool pollers_are_gone(void)
{
	bool gone;

	spin_lock_irq(&pollers->queue.lock);
	gone = list_empty(&pollers->queue.head);
	spin_unlock_irq(&pollers->queue.lock);
	return gone;
}

/* Process context. Until it is so, or for REMOVAL_MS. */
static bool removal_wait(bool (*is_so)(void))
{
	unsigned int tries = REMOVAL_MS / REMOVAL_INTERVAL_MS;

	while (!is_so() && tries--)
		schedule_timeout_uninterruptible(
			msecs_to_jiffies(REMOVAL_INTERVAL_MS));
	return is_so();
}

/*
 * Process context. Get everybody out of a queue that is about to go. procfs
 * waits for whoever is in one of our functions, but who has only polled is not:
 * his entry in the queue stays until he closes the file or ends his poll.
 */
static void pollers_detach(void)
{
	/*
	 * epoll and io_uring take their entry out at this word. Nothing else
	 * goes with it, so epoll does not look at the file, which procfs would
	 * say is ready, and always is from now on.
	 */
	__wake_up(&pollers->queue, TASK_NORMAL, 0, poll_to_key(POLLFREE));
	/* poll, select and aio do look, and end with that. */
	wake_up_all(&pollers->queue);
	if (!removal_wait(pollers_are_gone)) {
		pr_warn("somebody still polls /proc/%s: %zu bytes are left to him\n",
			LOWMEM_NAME, sizeof(*pollers));
		/* On purpose: nobody will tell when he has left. */
		kmemleak_not_leak(pollers);
		return;
	}
	/* epoll and others may be about to look at the lock in it, under RCU. */
	synchronize_rcu();
	pollers_free();
}

/**
 * lowmem_events_init - make the node
 *
 * Return: 0 or -ENOMEM.
 * Context: Process context, may sleep.
 */
int lowmem_events_init(void)
{
	int ret;

	ret = pollers_init();
	if (ret)
		return ret;
	node = proc_create(LOWMEM_NAME, 0444, NULL, &events_ops);
	if (!node) {
		pollers_free();
		return -ENOMEM;
	}
	return 0;
}

/**
 * lowmem_events_exit - undo lowmem_events_init()
 *
 * Files may be open and polled: they read nothing but errors from then on. See
 * Documentation/design.rst, "Removal of the node".
 *
 * Context: Process context, may sleep, for twice REMOVAL_MS at the most. Nobody
 * may kill any more.
 */
void lowmem_events_exit(void)
{
	WRITE_ONCE(closing, true);
	wake_up_all(&blocked);
	/*
	 * What epoll has been told is ready it asks again, and again for as
	 * long as it is, which would be for ever. So all is to be read first.
	 */
	removal_wait(pollers_have_looked);
	proc_remove(node);
	pollers_detach();
}
