package io.sillok.local.audit;

import io.sillok.local.Sillok;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A command run in this JVM, and the bytes it printed. Takes the JVM's standard streams meanwhile: one at a time. */
@SuppressWarnings("ArrayRecordComponent")
record CapturedCommand(int exitCode, byte[] out, String err) {

    static CapturedCommand of(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream formerOut = System.out;
        PrintStream formerErr = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int exitCode = Sillok.commandLine().execute(arguments);
            return new CapturedCommand(exitCode, out.toByteArray(), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(formerOut);
            System.setErr(formerErr);
        }
    }

    String text() {
        return new String(out, StandardCharsets.ISO_8859_1);
    }
}
