/** Loaded before the server: should the launcher be killed outright, the server stops in good order. */
process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
// The channel alone must not keep the server running.
process.channel?.unref();
