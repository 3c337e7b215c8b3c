package io.sillok.local.command;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;

/** A print stream that tells when nobody reads it any more: by itself it would go on in silence. */
final class CheckedOutput extends OutputStream {

    private final PrintStream out;

    CheckedOutput(PrintStream out) {
        this.out = out;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        check();
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        out.write(bytes, from, length);
        check();
    }

    @Override
    public void flush() throws IOException {
        out.flush();
        check();
    }

    private void check() throws IOException {
        if (out.checkError()) {
            throw new IOException("standard output was closed before the end");
        }
    }
}
