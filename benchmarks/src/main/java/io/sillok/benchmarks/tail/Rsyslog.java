package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** rsyslog: imfile with inotify, omkafka, a queue of its own for the action. */
record Rsyslog() implements Contender {

    @Override
    public String name() {
        return "rsyslog";
    }

    @Override
    public Path executable() {
        return Path.of("/usr/sbin/rsyslogd");
    }

    @Override
    public boolean follows() {
        return true;
    }

    @Override
    public List<String> command(Assignment assignment) throws IOException {
        Path folder = assignment.folder();
        Path config = folder.resolve("rsyslog.conf");
        Files.writeString(
                config, """
                global(workDirectory="%s" maxMessageSize="64k")
                main_queue(queue.size="100000" queue.dequeueBatchSize="4096")
                module(load="imfile" mode="inotify")
                module(load="omkafka")
                template(name="line" type="string" string="%%msg%%")
                ruleset(name="ship") {
                  action(type="omkafka" broker=["%s"] topic="%s" template="line" resubmitOnFailure="on"
                    confParam=["compression.codec=lz4", "queue.buffering.max.messages=200000"]
                    topicConfParam=["request.required.acks=-1"])
                }
                input(type="imfile" file="%s" tag="bench" ruleset="ship" freshStartTail="off")
                """.formatted(folder, assignment.bootstrapServers(), assignment.topic(), assignment.files()));
        return List.of(
                executable().toString(),
                "-n",
                "-f",
                config.toString(),
                "-i",
                folder.resolve("rsyslogd.pid").toString());
    }
}
