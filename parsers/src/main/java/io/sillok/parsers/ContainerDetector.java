package io.sillok.parsers;

import io.sillok.parsers.container.CriLine;
import io.sillok.parsers.container.DockerLine;
import io.sillok.parsers.record.ContainerNote;
import io.sillok.parsers.record.Definition;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Tells that lines were wrapped by a container's runtime, and which formats its streams are of. */
final class ContainerDetector {

    /** PHP-FPM's image writes both to stderr. */
    private static final List<String> TOGETHER = List.of("php_fpm.access", "php_fpm.error");

    private final Map<String, StringBuilder> streams = new TreeMap<>();
    private final Set<ContainerForm> forms = EnumSet.noneOf(ContainerForm.class);
    private int wrapped;
    private int others;

    private ContainerDetector() {}

    /** Empty unless most lines are wrapped. */
    static Optional<DetectedFormat> detect(String text) {
        ContainerDetector detector = new ContainerDetector();
        text.lines()
                .limit(FormatDetector.MAX_LINES)
                .filter(line -> !line.isBlank())
                .forEach(detector::look);
        return detector.wrapped > detector.others ? Optional.of(detector.format()) : Optional.empty();
    }

    private void look(String line) {
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        Optional<CriLine> cri = CriLine.parse(bytes, 0, bytes.length, true);
        if (cri.isPresent()) {
            int content = cri.get().content();
            String said = new String(bytes, content, bytes.length - content, StandardCharsets.UTF_8);
            take(ContainerForm.CRI, cri.get().note(), cri.get().partial() ? said : said + '\n');
            return;
        }
        DockerLine.parse(line)
                .ifPresentOrElse(docker -> take(ContainerForm.DOCKER, docker.note(), docker.log()), () -> others++);
    }

    private void take(ContainerForm form, ContainerNote note, String said) {
        wrapped++;
        forms.add(form);
        streams.computeIfAbsent(note.stream(), name -> new StringBuilder()).append(said);
    }

    private DetectedFormat format() {
        Map<String, String> definition = new LinkedHashMap<>();
        Map<String, String> parsers = new TreeMap<>();
        streams.forEach((stream, said) -> {
            Map<DetectedFormat, Integer> votes = FormatDetector.votes(said.toString());
            DetectedFormat most = FormatDetector.most(votes);
            List<String> found =
                    votes.keySet().stream().map(DetectedFormat::parser).toList();
            boolean together = TOGETHER.contains(most.parser()) && found.containsAll(TOGETHER);
            votes.keySet().stream()
                    .filter(format -> format.equals(most) || (together && TOGETHER.contains(format.parser())))
                    .forEach(format -> definition.putAll(format.definition()));
            parsers.put(stream, together ? String.join(",", TOGETHER) : most.parser());
        });
        String first = parsers.getOrDefault("stdout", parsers.get("stderr"));
        String parser = first.substring(first.lastIndexOf(',') + 1);
        parsers.forEach((stream, names) -> {
            if (!names.equals(parser)) {
                definition.put(ContainerLog.KEYS.get(stream), names);
            }
        });
        ContainerForm form =
                forms.size() > 1 ? ContainerForm.AUTO : forms.iterator().next();
        definition.put(Definition.CONTAINER, form.text());
        return new DetectedFormat(parser, definition);
    }
}
