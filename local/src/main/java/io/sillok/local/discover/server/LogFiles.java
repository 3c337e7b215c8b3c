package io.sillok.local.discover.server;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects log files, each once, by whatever path or link it is named, in the order in which they were found. */
public final class LogFiles {

    private final ServerTree tree;
    private final Findings findings;
    private final Map<String, LogFile> files = new LinkedHashMap<>();

    public LogFiles(ServerTree tree, Findings findings) {
        this.tree = tree;
        this.findings = findings;
    }

    public List<LogFile> all() {
        return List.copyOf(files.values());
    }

    /** Takes a log; one that is no file is told as skipped, one that has two formats as a problem. */
    public void add(LogFile file) {
        String named = file.path().glob();
        String real = file.path().exact().map(tree::real).orElse(named);
        if (named.indexOf('\0') >= 0) {
            findings.problem(file.origin(), "the path of a log holds a NUL character; correct it");
        } else if (file.path().isTooWide()) {
            findings.open(
                    file.origin(),
                    "the path is known to the running server only (" + named + "); add the files with parser "
                            + file.parser());
        } else if (!isSkipped(file, real)) {
            files.merge(real, file, this::joined);
        }
    }

    private boolean isSkipped(LogFile file, String real) {
        String log = file.path().text().equals(real) ? real : file.path().text() + " -> " + real;
        if (real.equals("/dev/null")) {
            findings.skipped(file.origin(), log + " keeps nothing");
        } else if (real.startsWith("/dev/") || real.startsWith("/proc/")) {
            findings.skipped(
                    file.origin(),
                    log + " is a stream of the process: tail the file in which systemd, Docker or"
                            + " Kubernetes keeps it, with parser " + file.parser());
        } else if (tree.exists(real) && !tree.isFile(real)) {
            findings.skipped(file.origin(), log + " is no regular file; name a file there");
        } else {
            return false;
        }
        return true;
    }

    private LogFile joined(LogFile known, LogFile again) {
        if (!known.readsLike(again)) {
            findings.problem(
                    again.origin(),
                    known.path().glob() + " is written in two forms: here (" + again.parser()
                            + shown(again) + ") and at " + known.origin() + " (" + known.parser() + shown(known)
                            + ", taken); give each form a file of its own");
            return known.remark("also written in another form, see " + again.origin());
        }
        return known.joined(again);
    }

    private static String shown(LogFile file) {
        String format = file.definition().getOrDefault("log_format", "");
        return format.isEmpty() ? "" : ", " + (format.length() > 40 ? format.substring(0, 40) + "…" : format);
    }
}
