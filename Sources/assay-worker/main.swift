// Nothing else belongs here: what is written in this file runs on the main actor, and a function of the host's
// that a plugin's thread called would trap.
WorkerMain.run(CommandLine.arguments)
