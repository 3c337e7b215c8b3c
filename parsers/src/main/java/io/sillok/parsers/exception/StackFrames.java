package io.sillok.parsers.exception;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places of a stack, where it was thrown first.
 *
 * @param complete whether the stack was not cut: it reaches the program's beginning, or was not told at all
 */
record StackFrames(List<Frame> frames, boolean complete) {

    private static final int MAX_FRAMES = 256;

    /** {@code #0 /app/x.php(9): App\X->y('…')}: PHP's own stacks and Monolog's line form. */
    private static final Pattern CALL = Pattern.compile("#\\d{1,4} ([^\\n]{1,4096}?)(?:\\((\\d{1,9})\\))?: ([^\\n]*)");

    private static final Pattern MAIN = Pattern.compile("#\\d{1,4} \\{main}");

    /** {@code /app/x.php:9}: Monolog's JSON form, which does not tell functions. */
    private static final Pattern PLACE = Pattern.compile("([^\\n]{1,4096}):(\\d{1,9})");

    static StackFrames of(String file, long line, String stack) {
        List<Frame> frames = new ArrayList<>();
        Where at = new Where(file, line);
        boolean complete = stack.isEmpty();
        boolean functions = stack.startsWith("#");
        for (String text : (Iterable<String>) stack.lines().limit(MAX_FRAMES)::iterator) {
            Optional<Step> step = functions ? call(text) : place(text);
            complete = !functions || MAIN.matcher(text).lookingAt();
            if (step.isPresent()) {
                // what PHP's own functions throw is thrown where they are called
                boolean internal =
                        frames.isEmpty() && functions && step.get().from.equals(at);
                if (!internal) {
                    frames.add(new Frame(at.file, at.line, step.get().function));
                }
                at = step.get().from;
            }
        }
        frames.add(new Frame(at.file, at.line, complete && functions ? "{main}" : ""));
        frames.removeIf(frame -> frame.file().isEmpty());
        return new StackFrames(List.copyOf(frames), complete);
    }

    private record Where(String file, long line) {}

    private record Step(String function, Where from) {}

    private static Optional<Step> call(String text) {
        Matcher call = CALL.matcher(text);
        if (!call.matches()) {
            return Optional.empty();
        }
        long line = call.group(2) == null ? 0 : Long.parseLong(call.group(2));
        return Optional.of(new Step(FunctionName.ofCall(call.group(3)), new Where(call.group(1), line)));
    }

    private static Optional<Step> place(String text) {
        Matcher place = PLACE.matcher(text);
        return place.matches()
                ? Optional.of(new Step("", new Where(place.group(1), Long.parseLong(place.group(2)))))
                : Optional.empty();
    }

    Optional<Frame> firstInApp() {
        return frames.stream().filter(Frame::inApp).findFirst();
    }
}
