/*
 * For cron-runs.mjs: loaded into cron (LD_PRELOAD), it is a clock that only sleep() moves, from BASE to END, and a log
 * of the commands that would have been run, with the time at which.
 */
#define _GNU_SOURCE
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
#include <fcntl.h>

static time_t now;

static void init(void) {
	if (now == 0) now = atol(getenv("BASE"));
}

time_t time(time_t *out) {
	init();
	if (out) *out = now;
	return now;
}

int gettimeofday(struct timeval *out, void *zone) {
	(void) zone;
	init();
	out->tv_sec = now;
	out->tv_usec = 0;
	return 0;
}

unsigned int sleep(unsigned int seconds) {
	init();
	now += seconds;
	if (now > atol(getenv("END"))) _exit(0);
	return 0;
}

/* Jobs are run by execle(shell, shell, "-c", command, NULL, environment). */
int execle(const char *path, const char *first, ...) {
	va_list rest;
	char line[256];
	const char *command;
	int log = open("/tmp/ran", O_WRONLY | O_APPEND | O_CREAT, 0600);
	(void) path;
	(void) first;
	va_start(rest, first);
	(void) va_arg(rest, const char *);
	command = va_arg(rest, const char *);
	va_end(rest);
	snprintf(line, sizeof line, "%ld %s\n", (long) now, command);
	if (log >= 0 && write(log, line, strlen(line)) < 0) _exit(1);
	_exit(0);
}
