package io.sillok.local;

import io.sillok.local.command.FailureReport;
import io.sillok.local.command.Following;
import java.nio.file.Path;

/**
 * {@code sillok tail -c FILE} as the launcher starts it: on a class path that holds what the tailer needs and nothing
 * else, and without the command line's parser, which takes as long to load as Kafka's client.
 */
public final class Sidecar {

    private Sidecar() {}

    public static void main(String[] args) {
        StandardStreams.useUtf8();
        System.exit(follow(Path.of(args[0])));
    }

    private static int follow(Path config) {
        try {
            return Following.follow(config);
        } catch (Exception e) {
            return FailureReport.print(e);
        }
    }
}
