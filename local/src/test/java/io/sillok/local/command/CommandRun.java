package io.sillok.local.command;

import io.sillok.local.Sillok;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command run in this JVM, and what it said. Takes the JVM's standard streams meanwhile: one at a time. */
record CommandRun(int exitCode, String out, String err) {

    static CommandRun of(String... arguments) {
        return reading("", arguments);
    }

    static CommandRun reading(String input, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        InputStream formerIn = System.in;
        PrintStream formerOut = System.out;
        PrintStream formerErr = System.err;
        int exitCode;
        try {
            System.setIn(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)));
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            exitCode = Sillok.commandLine().execute(arguments);
        } finally {
            System.setIn(formerIn);
            System.setOut(formerOut);
            System.setErr(formerErr);
        }
        return new CommandRun(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
