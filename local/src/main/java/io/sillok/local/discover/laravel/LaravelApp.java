package io.sillok.local.discover.laravel;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFiles;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import io.sillok.local.discover.server.Zones;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Laravel (or Lumen) application, as its configs tell it. */
public final class LaravelApp {

    /** Laravel's own name for an application that has none. */
    private static final String NO_NAME = "laravel";

    private final ServerTree tree;
    private final Findings findings;
    private final String folder;
    private final Map<String, String> dotEnv;

    private LaravelApp(ServerTree tree, Findings findings, String folder) {
        this.tree = tree;
        this.findings = findings;
        this.folder = folder;
        String file = folder + "/.env";
        this.dotEnv = tree.isFile(file)
                ? tree.config(file, Place.of(file), findings).map(DotEnv::read).orElse(Map.of())
                : Map.of();
    }

    /** Whether an application stands in a folder. */
    public static boolean isAt(ServerTree tree, String folder) {
        return tree.isFile(folder + "/config/logging.php")
                || (tree.isFile(folder + "/artisan") && tree.isFile(folder + "/bootstrap/app.php"));
    }

    public static LaravelApp read(ServerTree tree, Findings findings, String folder) {
        return new LaravelApp(tree, findings, folder);
    }

    public String folder() {
        return folder;
    }

    /** Its name, unless it is the one that every new application has. */
    public Optional<String> name() {
        return told("APP_NAME", "name").filter(name -> !name.equalsIgnoreCase(NO_NAME));
    }

    /** Such as production. */
    public Optional<String> environmentName() {
        return told("APP_ENV", "env");
    }

    private Optional<String> told(String variable, String key) {
        LaravelEnvironment environment = environment(Map.of());
        return app(environment)
                .get(key)
                .optionalText()
                .or(() -> environment.value(variable).optionalText())
                .filter(text -> text.indexOf(LogPath.HOLE) < 0);
    }

    /**
     * @param processes the environments of the pools that run it; one empty if none is known
     * @param service its service
     */
    public void logs(List<Map<String, String>> processes, Optional<String> service, Zones zones, LogFiles files) {
        for (Map<String, String> process : processes) {
            LaravelEnvironment environment = environment(process);
            Place place = Place.of(config("logging"));
            PhpValue logging = cached(environment)
                    .map(all -> all.get("logging"))
                    .or(() -> evaluated("logging", environment))
                    .orElse(PhpValue.NULL);
            if (tree.isFile(place.file()) && logging.get("channels").items().isEmpty()) {
                findings.open(
                        place,
                        "its channels cannot be told without running it; Laravel's own are assumed, add others by hand");
            }
            Map<String, String> zone =
                    zones.of(app(environment).get("timezone").optionalText(), Place.of(config("app")));
            new LaravelChannels(logging, standard(environment), folder, place, service, zone, tree, findings)
                    .addTo(files);
        }
    }

    private PhpValue app(LaravelEnvironment environment) {
        return cached(environment)
                .map(all -> all.get("app"))
                .or(() -> evaluated("app", environment))
                .orElse(PhpValue.NULL);
    }

    private LaravelEnvironment environment(Map<String, String> process) {
        String own = folder + "/.env." + process.getOrDefault("APP_ENV", "");
        Map<String, String> file = process.containsKey("APP_ENV") && tree.isFile(own)
                ? tree.config(own, Place.of(own), findings).map(DotEnv::read).orElse(Map.of())
                : dotEnv;
        return new LaravelEnvironment(process, file);
    }

    /** What {@code artisan config:cache} wrote, which Laravel then reads in place of all else. */
    private Optional<PhpValue> cached(LaravelEnvironment environment) {
        return evaluated(folder + "/bootstrap/cache", "config", environment)
                .filter(all -> !all.get("logging").items().isEmpty());
    }

    private Optional<PhpValue> evaluated(String name, LaravelEnvironment environment) {
        return evaluated(folder + "/config", name, environment);
    }

    private Optional<PhpValue> evaluated(String configs, String name, LaravelEnvironment environment) {
        String file = configs + '/' + name + ".php";
        if (!tree.isFile(file)) {
            return Optional.empty();
        }
        return tree.config(file, Place.of(file), findings).map(text -> evaluate(text, configs, environment));
    }

    private PhpValue evaluate(String text, String configs, LaravelEnvironment environment) {
        return new PhpEvaluation(new PhpFunctions(folder, environment, configs)).run(PhpParser.read(text));
    }

    private PhpValue standard(LaravelEnvironment environment) {
        String bootstrap = folder + "/bootstrap/app.php";
        boolean lumen = tree.isFile(bootstrap)
                && tree.config(bootstrap, Place.of(bootstrap), findings)
                        .filter(text -> text.contains("Laravel\\Lumen\\"))
                        .isPresent();
        String resource = lumen ? "lumen-logging.php" : "laravel-logging.php";
        try (InputStream in = LaravelApp.class.getResourceAsStream(resource)) {
            return evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8), folder + "/config", environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String config(String name) {
        List<String> candidates =
                new ArrayList<>(List.of(folder + "/bootstrap/cache/config.php", folder + "/config/" + name + ".php"));
        return candidates.stream().filter(tree::isFile).findFirst().orElse(folder);
    }
}
