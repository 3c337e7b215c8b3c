package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Runs contenders against one broker, each time into a topic of its own. */
final class Course {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 25;
    private static final Duration SETTLING = Duration.ofSeconds(5);

    private final BrokerProcess broker;
    private final Path folder;
    private int runs;

    Course(BrokerProcess broker, Path folder) {
        this.broker = broker;
        this.folder = folder;
    }

    /**
     * Has the file shipped once.
     *
     * @throws IOException if it did not arrive as it is
     */
    Trial ship(Contender contender, LogFile file) throws IOException, InterruptedException {
        Assignment assignment = assign(file.path().toString());
        Path log = assignment.folder().resolve("log");
        List<String> command = contender.command(assignment);
        try (Arrivals arrivals = new Arrivals(assignment.bootstrapServers(), assignment.topic());
                ShipperProcess shipper = ShipperProcess.start(command, log)) {
            if (!arrivals.awaitFirst(PATIENCE)) {
                throw new IOException(contender.name() + " shipped nothing, see " + log);
            }
            double first = shipper.secondsSinceStart();
            while (!arrivals.isWhole(file.lines(), file.bytes())) {
                shipper.notePeak();
                if (shipper.secondsSinceStart() > PATIENCE.toSeconds()) {
                    throw new IOException(contender.name() + " did not ship it all, see " + log);
                }
                Thread.sleep(LOOK_MILLIS);
            }
            double whole = shipper.secondsSinceStart();
            shipper.notePeak();
            double cpu = shipper.end(contender.follows());
            if (arrivals.checksum() != file.checksum()) {
                throw new IOException("what " + contender.name() + " shipped is not the file, see " + log);
            }
            return new Trial(contender.name(), cpu, whole, first, shipper.peakKiB());
        }
    }

    /** Has so many small files followed on which nothing happens. */
    Idle idle(Contender contender, List<String> lines, int files, Duration time)
            throws IOException, InterruptedException {
        Assignment assignment =
                assign(folder.resolve("idle-" + runs).resolve("*.log").toString());
        Path logs = Files.createDirectories(Path.of(assignment.files()).getParent());
        for (int i = 0; i < files; i++) {
            Files.write(logs.resolve(i + ".log"), lines);
        }
        Path log = assignment.folder().resolve("log");
        List<String> command = contender.command(assignment);
        try (Arrivals arrivals = new Arrivals(assignment.bootstrapServers(), assignment.topic());
                ShipperProcess shipper = ShipperProcess.start(command, log)) {
            if (!arrivals.awaitFirst(PATIENCE)) {
                throw new IOException(contender.name() + " shipped nothing, see " + log);
            }
            Thread.sleep(SETTLING.toMillis());
            double before = shipper.cpuSoFar();
            double from = shipper.secondsSinceStart();
            Thread.sleep(time.toMillis());
            double share = (shipper.cpuSoFar() - before) / (shipper.secondsSinceStart() - from);
            long resident = shipper.residentKiB();
            shipper.end(true);
            return new Idle(contender.name(), share, resident);
        }
    }

    private Assignment assign(String files) throws IOException, InterruptedException {
        runs++;
        String topic = "run-" + runs;
        broker.createTopic(topic);
        return new Assignment(files, topic, broker.bootstrapServers(), Files.createDirectories(folder.resolve(topic)));
    }
}
