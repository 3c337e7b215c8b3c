package io.sillok.local.command;

/** What a command's end says to a script. */
public final class ExitCodes {

    public static final int DONE = 0;

    /** Done, and something was found that a person should look at. */
    public static final int FINDINGS = 1;

    /** The command line or a config is wrong. */
    public static final int USAGE = 2;

    /** A part (server, network, disk) failed. */
    public static final int PART_FAILED = 3;

    private ExitCodes() {}
}
