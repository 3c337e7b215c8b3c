package io.sillok.local.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillok.parsers.mask.LineMasker;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code sillok mask}: a JSON string a line in, the masked JSON string out, in the same order and number. */
@Command(
        name = "mask",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        description = {
            "Masks what is sensitive in lines or fields of logs.",
            "Reads one JSON string a line from standard input and prints the masked JSON string.",
        })
final class MaskCommand implements Callable<Integer> {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** What stands for a line that is no JSON string: nothing of it can be trusted. */
    private static final String UNREADABLE = "\"?\"";

    @Override
    public Integer call() throws IOException {
        LineMasker masker = new LineMasker();
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

    private static String string(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            return node != null && node.isTextual() ? node.textValue() : null;
        } catch (JsonProcessingException e) {
            return null;
        }
    }
}
