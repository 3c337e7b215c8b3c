package io.sillok.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.model.config.ConfigException;
import io.sillok.parsers.mask.LineMasker;
import io.sillok.parsers.mask.MaskSettings;
import io.sillok.parsers.mask.MaskTally;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sillok mask}: a JSON string a line in, the masked JSON string out, in the same order and number. */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Masks what is sensitive in lines or fields of logs.",
            "Reads one JSON string a line from standard input and prints the masked JSON string.",
            "With --audit it parses and masks log files and lists what may still be a secret; exit code 1 if there is any.",
        })
final class MaskCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands for a line that is no JSON string: nothing of it can be trusted. */
    private static final String UNREADABLE = "\"?\"";

    @Option(
            names = "--rules",
            paramLabel = "FILE",
            description = "What is changed about the rules, as under masking in the job's config.")
    private Path rules;

    @Option(
            names = "--explain",
            description = "Prints an object a line: the masked text, and which rule took out what and why.")
    private boolean explain;

    @Option(names = "--audit", arity = "1..*", paramLabel = "FILE", description = "Log files to look through.")
    private List<Path> audited = List.of();

    @Override
    public Integer call() throws IOException, ConfigException {
        MaskSettings settings = rules == null ? MaskSettings.standard() : MaskSettings.load(rules);
        if (!audited.isEmpty()) {
            return new MaskAuditReport(settings, System.out).of(audited);
        }
        LineMasker masker = new LineMasker(settings);
        PrintStream out = System.out;
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        int exitCode = ExitCodes.DONE;
        long number = 0;
        StringBuilder batch = new StringBuilder();
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            String text = string(line);
            if (text == null) {
                System.err.println("sillok: standard input:" + number + ": not a JSON string; masked whole");
                exitCode = ExitCodes.FINDINGS;
                batch.append(UNREADABLE);
            } else if (explain) {
                batch.append(JSON.writeValueAsString(explained(masker, text)));
            } else {
                String masked = masker.mask(text);
                batch.append(masked.equals(text) ? line : JSON.writeValueAsString(masked));
            }
            batch.append('\n');
            if (batch.length() > 8192 || !in.ready()) {
                out.print(batch);
                batch.setLength(0);
            }
        }
        out.print(batch);
        out.flush();
        return exitCode;
    }

    private static Map<String, Object> explained(LineMasker masker, String text) {
        MaskTally tally = MaskTally.explaining();
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("text", masker.mask(text, tally));
        out.put("masked", tally.reasons().stream().map(MaskCommand::reason).toList());
        return out;
    }

    private static Map<String, Object> reason(MaskTally.Reason reason) {
        Map<String, Object> out = new LinkedHashMap<>();
        out.put("rule", reason.rule());
        out.put("why", reason.why());
        if (reason.start() >= 0) {
            out.put("start", reason.start());
            out.put("end", reason.end());
        }
        return out;
    }

    private static String string(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node != null && node.isTextual() ? node.textValue() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
