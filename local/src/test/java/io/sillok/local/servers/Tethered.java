package io.sillok.local.servers;

import java.io.IOException;
import java.util.Arrays;

/** Runs the main class of its first argument, until standard input closes: a killed parent leaves no child behind. */
final class Tethered {
    private Tethered() {}

    public static void main(String[] arguments) throws Exception {
        Thread tether = new Thread(Tethered::endWithInput, "tether");
        tether.setDaemon(true);
        tether.start();
        Class.forName(arguments[0]).getMethod("main", String[].class).invoke(null, (Object)
                Arrays.copyOfRange(arguments, 1, arguments.length));
    }

    private static void endWithInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected there; only its end tells something.
            }
        } catch (IOException e) {
            System.err.println("The tether broke: " + e);
        }
        Runtime.getRuntime().halt(1);
    }
}
