package io.sillok.benchmarks.tail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok bench tail}: file to Kafka, the sidecar beside its peers. */
@Command(
        name = "tail",
        mixinStandardHelpOptions = true,
        description = "File to Kafka: the sidecar, rsyslog, kcat and a plain producer in turns (Linux only).")
public final class TailBenchmark implements Callable<Integer> {

    @Option(names = "--rounds", defaultValue = "3", description = "Runs of each (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--megabytes", defaultValue = "500", description = "Size of the file (default: ${DEFAULT-VALUE}).")
    private int megabytes;

    @Option(names = "--idle-files", defaultValue = "100", description = "Idle files (default: ${DEFAULT-VALUE}).")
    private int idleFiles;

    @Option(
            names = "--idle-seconds",
            defaultValue = "30",
            description = "Time of being idle; 0 for not at all (default: ${DEFAULT-VALUE}).")
    private int idleSeconds;

    @Option(names = "--only", split = ",", description = "Names of those to take part (default: all installed).")
    private List<String> only = List.of();

    @Option(names = "--work", paramLabel = "FOLDER", description = "Where the file is kept for the next time.")
    private Path work = Path.of(System.getProperty("java.io.tmpdir"), "sillok-bench");

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("sillok.home"));
        Path sample = home.resolve("samples/shop/nginx/access.log");
        Files.createDirectories(work);
        LogFile file = LogFile.of(AccessLog.of(sample, work, megabytes * 1_000_000L));
        List<Contender> contenders = contenders(home);
        String machine = Machine.describe();
        List<Trial> trials = new ArrayList<>();
        List<Idle> idle = new ArrayList<>();
        Path folder = Files.createTempDirectory(work, "run-");
        try (BrokerProcess broker = BrokerProcess.start(folder.resolve("broker"))) {
            Course course = new Course(broker, folder);
            for (int round = 1; round <= rounds; round++) {
                for (Contender contender : contenders) {
                    trials.add(course.ship(contender, file));
                    System.err.println("round " + round + ": " + trials.get(trials.size() - 1));
                }
            }
            if (idleSeconds > 0) {
                List<String> lines = Files.readAllLines(sample);
                for (Contender contender : contenders) {
                    if (contender.follows()) {
                        idle.add(course.idle(contender, lines, idleFiles, Duration.ofSeconds(idleSeconds)));
                    }
                }
            }
        }
        delete(folder);
        Report report = new Report(file.bytes(), trials, idle);
        System.out.printf("%s; %d bytes in %d lines, %d rounds%n%n", machine, file.bytes(), file.lines(), rounds);
        System.out.println(report.table());
        System.out.println(report.runs());
        return 0;
    }

    /** Ours first; those that are not installed are told and left out. */
    private List<Contender> contenders(Path home) {
        return Stream.<Contender>of(new Sillok(home), new Rsyslog(), new Kcat(), new LineLoop())
                .filter(contender -> only.isEmpty() || only.contains(contender.name()))
                .filter(TailBenchmark::isInstalled)
                .toList();
    }

    private static boolean isInstalled(Contender contender) {
        boolean installed = Files.isExecutable(contender.executable());
        if (!installed) {
            System.err.println(contender.name() + " takes no part: there is no " + contender.executable());
        }
        return installed;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
