package io.sillok.local.discover.nginx;

import io.sillok.local.discover.server.Findings;
import io.sillok.local.discover.server.LogFile;
import io.sillok.local.discover.server.LogPath;
import io.sillok.local.discover.server.Place;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An {@code access_log} that goes to a file that can be read while it grows.
 *
 * @param conditional whether it has only some requests
 * @param buffered whether lines may wait in a buffer for any time
 */
record AccessLog(LogPath path, AccessFormat format, boolean conditional, boolean buffered, Place place) {

    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{\\w+}|\\w+)");
    private static final Pattern OPTION = Pattern.compile("(?:buffer|flush|gzip|if|ratio)(?:=.*)?", Pattern.DOTALL);

    static boolean isOff(Directive directive) {
        return directive.argument(0).equals("off");
    }

    /** Empty, with a finding that says why, if there is no such file. */
    static Optional<AccessLog> of(
            Directive directive, Map<String, AccessFormat> formats, NginxLayout layout, Findings findings) {
        Place place = directive.place();
        String target = directive.argument(0);
        List<String> options = directive.arguments().stream().skip(1).toList();
        boolean named = !options.isEmpty() && !OPTION.matcher(options.get(0)).matches();
        AccessFormat format = named ? formats.get(options.get(0)) : AccessFormat.COMBINED;
        if (target.isEmpty()) {
            findings.problem(place, "access_log names no file; give one, or off");
            return Optional.empty();
        }
        if (target.startsWith("syslog:") || target.startsWith("pipe:") || target.startsWith("memory:")) {
            String kind = target.substring(0, target.indexOf(':'));
            findings.skipped(place, "access_log goes to " + kind + "; to ship it, add an access_log with a file");
            return Optional.empty();
        }
        if (options.stream().anyMatch(option -> option.equals("gzip") || option.startsWith("gzip="))) {
            findings.skipped(
                    place, "access_log " + target + " is written compressed, which cannot be tailed; remove gzip");
            return Optional.empty();
        }
        if (!named && !options.isEmpty() && !options.get(0).startsWith("ratio")) {
            findings.problem(
                    place,
                    "access_log has " + options.get(0).replaceAll("=.*", "=…")
                            + " in the place of the format, which nginx refuses; put combined before it");
        }
        if (format == null) {
            findings.problem(
                    place,
                    "there is no log_format " + options.get(0) + "; define it in http, or end the line with ; — "
                            + target + " is read as combined");
            format = AccessFormat.COMBINED;
        }
        boolean open = target.startsWith("$");
        if (!target.startsWith("/") && !open && !layout.known()) {
            findings.open(
                    place,
                    "relative path " + target + " is taken to count from " + layout.prefix()
                            + "; say otherwise with --nginx-prefix");
        }
        String path =
                VARIABLE.matcher(open ? target : layout.absolute(target)).replaceAll(String.valueOf(LogPath.HOLE));
        return Optional.of(new AccessLog(
                new LogPath(path),
                format,
                options.stream().anyMatch(option -> option.startsWith("if=") || option.startsWith("ratio=")),
                options.stream().anyMatch(option -> option.startsWith("buffer="))
                        && options.stream().noneMatch(option -> option.startsWith("flush=")),
                place));
    }

    /** @param counts whether its lines count as requests */
    LogFile file(Optional<String> service, boolean counts) {
        LogFile file = new LogFile(path, "nginx.access", format.definition(), service, place)
                .with("metrics", String.valueOf(counts));
        if (!format.isReadable()) {
            file = new LogFile(path, "unknown", Map.of(), service, place)
                    .remark("its log_format (" + format.place() + ") cannot be read back from lines");
        }
        if (conditional) {
            file = file.remark("has only the requests for which the condition behind if= holds");
        }
        return buffered ? file.remark("buffered by nginx: lines come late, add flush= there") : file;
    }
}
