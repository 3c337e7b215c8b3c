package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.Place;
import io.sillok.local.discover.server.ServerTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads a config with all that it includes; what is included stands where the {@code include} stood. */
final class NginxConfig {

    private static final int MAX_FILES = 10_000;
    private static final int MAX_DEPTH = 200;

    /** Files of every package that hold no log directive: to miss them is said, but nothing is missing for it. */
    private static final Pattern WITHOUT_LOGS =
            Pattern.compile("(?:.*/)?(?:mime\\.types|fastcgi\\.conf|(?:fastcgi|proxy|uwsgi|scgi)_params)");

    private final ServerTree tree;
    private final Findings findings;
    private final String prefix;
    private final Set<String> open = new LinkedHashSet<>();
    private int files;

    /** @param prefix folder from which relative includes count */
    NginxConfig(ServerTree tree, Findings findings, String prefix) {
        this.tree = tree;
        this.findings = findings;
        this.prefix = prefix;
    }

    List<Directive> read(String file, Place asker) {
        String real = tree.real(file);
        if (open.contains(real)) {
            findings.problem(asker, file + " includes itself; remove one of the includes");
            return List.of();
        }
        if (++files > MAX_FILES) {
            findings.problem(asker, "more than " + MAX_FILES + " files are included; the rest is not read");
            return List.of();
        }
        Optional<String> text = tree.config(file, asker, findings);
        if (text.isEmpty()) {
            return List.of();
        }
        open.add(real);
        Statements statements =
                new Statements(text.get(), (line, message) -> findings.problem(new Place(file, line), message));
        List<Directive> directives = new ArrayList<>();
        while (!block(statements, file, 0, directives)) {
            findings.problem(Place.of(file), "there is a } too many; remove it");
        }
        open.remove(real);
        return directives;
    }

    /** @return whether the file ended, and not the block */
    private boolean block(Statements statements, String file, int depth, List<Directive> directives) {
        while (true) {
            Statement statement = statements.next();
            Place place = new Place(file, statement.line());
            switch (statement.end()) {
                case BLOCK_CLOSES -> {
                    return false;
                }
                case FILE_ENDS -> {
                    statement.words().stream().findFirst().ifPresent(name -> simple(statement, place, directives));
                    return true;
                }
                case SEMICOLON -> simple(statement, place, directives);
                case BLOCK_OPENS -> {
                    if (opened(statements, statement, place, depth, directives)) {
                        return true;
                    }
                }
            }
        }
    }

    private boolean opened(
            Statements statements, Statement statement, Place place, int depth, List<Directive> directives) {
        List<String> words = statement.words();
        String name = words.isEmpty() ? "" : words.get(0);
        if (name.endsWith("_by_lua_block")) {
            statements.skipLua();
            return false;
        }
        List<Directive> inner = new ArrayList<>();
        boolean ended = depth > MAX_DEPTH || block(statements, place.file(), depth + 1, inner);
        if (ended) {
            findings.problem(
                    place,
                    depth > MAX_DEPTH
                            ? "blocks are nested too deep; the rest is not read"
                            : "block " + name + " is opened here and never closed; add the missing }");
        }
        directives.add(new Directive(name, words.subList(Math.min(1, words.size()), words.size()), inner, place));
        return ended;
    }

    private void simple(Statement statement, Place place, List<Directive> directives) {
        List<String> arguments = statement.words().subList(1, statement.words().size());
        String name = statement.words().get(0);
        if (!name.equals("include")) {
            directives.add(new Directive(name, arguments, List.of(), place));
        } else if (arguments.size() != 1) {
            findings.problem(place, "include takes one file; is a ; missing behind it?");
        } else {
            included(arguments.get(0), place).forEach(file -> directives.addAll(read(file, place)));
        }
    }

    private List<String> included(String named, Place place) {
        String path = named.startsWith("/") ? named : prefix + '/' + named;
        List<String> found = tree.glob(path);
        boolean pattern = named.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
        if (found.isEmpty() && !pattern) {
            if (WITHOUT_LOGS.matcher(named).matches()) {
                findings.open(place, "included file " + path + " does not exist");
            } else {
                findings.problem(place, "included file " + path + " does not exist; restore it, or remove the include");
            }
        }
        return found.stream()
                .filter(file -> !pattern || !tree.isDirectory(file))
                .toList();
    }
}
