package io.sillok.local.command;

import io.sillok.local.discover.Asked;
import io.sillok.local.discover.DiscoveredServer;
import io.sillok.local.discover.ServerReading;
import io.sillok.local.discover.server.Finding;
import io.sillok.local.discover.server.ServerTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok discover}: a server's own configs in, a tailer's config out. */
@Command(
        name = "discover",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Prints a tailer's config for this server, made from its own configs.",
            "Without options it looks where nginx, PHP-FPM, MariaDB and Laravel applications mostly stand.",
            "It only reads: no program is run, no PHP executed. Run it as a user who may read the configs.",
        },
        footer = {
            "",
            "Exit codes: 0 done; 1 done, but a config is wrong or unreadable, or no log was found; 2 a file that was named"
                    + " is not there.",
        })
final class DiscoverCommand implements Callable<Integer> {

    @Option(names = "--nginx", paramLabel = "FILE", description = "nginx's main config.")
    private List<String> nginx = List.of();

    @Option(
            names = "--nginx-prefix",
            paramLabel = "DIR",
            description = "Where relative paths in it count from, as nginx -p. Without it, as nginx was built.")
    private String nginxPrefix;

    @Option(names = "--fpm", paramLabel = "FILE|DIR", description = "A php-fpm.conf, or a folder of pools.")
    private List<String> fpm = List.of();

    @Option(
            names = "--php-ini",
            paramLabel = "FILE",
            description = "The pools' php.ini. Without it, the one beside FPM's config.")
    private String phpIni;

    @Option(names = "--mysql", paramLabel = "FILE", description = "MariaDB's or MySQL's my.cnf.")
    private List<String> mysql = List.of();

    @Option(
            names = "--laravel",
            paramLabel = "DIR",
            description = "A Laravel application. Those whose public folder nginx serves are found without it.")
    private List<String> laravel = List.of();

    @Option(
            names = "--root",
            paramLabel = "DIR",
            defaultValue = "/",
            description = "Reads this file tree as if it were /, such as a container's.")
    private Path root;

    @Option(
            names = "--kafka",
            paramLabel = "HOST:PORT",
            description = "Kafka's brokers, bootstrap.servers of the output.")
    private String kafka;

    @Option(names = "--json", description = "Prints what was found as JSON, not a config.")
    private boolean json;

    private final List<String> missing = new ArrayList<>();

    @Override
    public Integer call() {
        if (!Files.isDirectory(root)) {
            System.err.println("sillok: --root " + root + " is no folder; name one that is laid out like /");
            return ExitCodes.USAGE;
        }
        ServerTree tree = new ServerTree(root);
        DiscoveredServer server = ServerReading.read(tree, asked(tree));
        missing.forEach(message -> System.err.println("sillok: " + message));
        List<Finding> problems = server.findings().of(Finding.Kind.PROBLEM);
        problems.forEach(problem -> System.err.println("sillok: " + problem));
        if (server.files().isEmpty() && !json) {
            for (Finding.Kind kind : List.of(Finding.Kind.OPEN, Finding.Kind.SKIPPED)) {
                server.findings().of(kind).forEach(finding -> System.err.println("sillok: " + finding));
            }
            System.err.println("sillok: no log file was found; name configs with --nginx, --fpm, --mysql or --laravel");
        } else {
            System.out.print(json ? server.json() : server.yaml(Optional.ofNullable(kafka)));
        }
        if (!missing.isEmpty()) {
            return ExitCodes.USAGE;
        }
        return problems.isEmpty() && !server.files().isEmpty() ? ExitCodes.DONE : ExitCodes.FINDINGS;
    }

    private Asked asked(ServerTree tree) {
        Optional<String> prefix = Optional.ofNullable(nginxPrefix).map(folder -> absolute(tree, folder));
        boolean named =
                phpIni != null || List.of(nginx, fpm, mysql, laravel).stream().anyMatch(paths -> !paths.isEmpty());
        if (!named) {
            return ServerReading.standardPlaces(tree, prefix);
        }
        return new Asked(
                existing(tree, "--nginx", nginx),
                prefix,
                existing(tree, "--fpm", fpm),
                existing(tree, "--php-ini", phpIni == null ? List.of() : List.of(phpIni)).stream()
                        .findFirst(),
                existing(tree, "--mysql", mysql),
                existing(tree, "--laravel", laravel));
    }

    private List<String> existing(ServerTree tree, String option, List<String> paths) {
        List<String> existing = new ArrayList<>();
        for (String path : paths) {
            String absolute = absolute(tree, path);
            if (tree.exists(absolute)) {
                existing.add(absolute);
            } else {
                missing.add(option + ' ' + path + " does not exist" + (root.equals(Path.of("/")) ? "" : " in " + root)
                        + "; correct its name");
            }
        }
        return existing;
    }

    /** As the server sees it; whoever names a file of another tree may name it from here, too. */
    private String absolute(ServerTree tree, String path) {
        if (root.equals(Path.of("/"))) {
            return Path.of(path).toAbsolutePath().normalize().toString();
        }
        String inTree = path.startsWith("/") ? path : '/' + path;
        Path fromHere = Path.of(path).toAbsolutePath().normalize();
        Path folder = root.toAbsolutePath().normalize();
        return !tree.exists(inTree) && fromHere.startsWith(folder) ? "/" + folder.relativize(fromHere) : inTree;
    }
}
