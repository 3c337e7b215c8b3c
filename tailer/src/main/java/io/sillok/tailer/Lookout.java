package io.sillok.tailer;

/** How changes of files are noticed. */
record Lookout(ChangeHints hints, LookPace pace) {

    /** By looking at every file again and again. */
    static final Lookout POLLING =
            new Lookout(new SilentHints(), new LookPace(LookPace.STANDARD.least(), LookPace.STANDARD.least()));

    /** By the system's hints, and by looking rarely. */
    static Lookout hinted(TailerEvents events, Runnable wakeUp) {
        return new Lookout(WatchServiceHints.open(events, wakeUp), LookPace.STANDARD);
    }
}
