package io.sillok.benchmarks.tail;

import java.nio.file.Path;
import java.util.List;

/** kcat, which is librdkafka with nothing around it: no checkpoint, no following. */
record Kcat() implements Contender {

    @Override
    public String name() {
        return "kcat";
    }

    @Override
    public Path executable() {
        return Path.of("/usr/bin/kcat");
    }

    @Override
    public boolean follows() {
        return false;
    }

    @Override
    public List<String> command(Assignment assignment) {
        return List.of(
                executable().toString(),
                "-P",
                "-b",
                assignment.bootstrapServers(),
                "-t",
                assignment.topic(),
                "-z",
                "lz4",
                "-X",
                "acks=all",
                "-l",
                assignment.files());
    }
}
