package io.sillok.job.requests;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * Requests of one URL and second that the lines of one file may be copies of. They lie in queues by all that a copy has in
 * common with them, so that a line's own is found however many others of the URL there are. Not thread-safe.
 */
final class CopiedRequests {

    private final List<HostLine> requests;
    private final String file;
    private final boolean clientTold;
    private final boolean sizeTold;
    private final Map<Likeness, Deque<Numbered>> queues = new HashMap<>();
    private int queued;

    /** What a line and a request both tell; what one of them does not tell is left out. */
    private record Likeness(double status, boolean hasClient, boolean hasSize, String client, double size) {}

    /** @param number in which they became known */
    private record Numbered(int number, HostLine request) {}

    /**
     * @param requests of the URL and second; those added later are seen
     * @param like a line of the file, and for all lines that tell the same parts as this one
     */
    CopiedRequests(List<HostLine> requests, HostLine like) {
        this.requests = requests;
        this.file = like.file();
        this.clientTold = like.fact().has(Part.CLIENT);
        this.sizeTold = like.fact().has(Part.SIZE);
    }

    /** Those that the file has not told yet, in the order in which they became known. */
    List<HostLine> of(HostLine line, LookLimit limit) {
        for (; queued < requests.size(); queued++) {
            HostLine request = requests.get(queued);
            boolean client = request.fact().has(Part.CLIENT);
            boolean size = request.fact().has(Part.SIZE);
            queues.computeIfAbsent(likeness(request.fact(), client, size), none -> new ArrayDeque<>())
                    .add(new Numbered(queued, request));
        }
        List<Numbered> found = new ArrayList<>();
        for (boolean client : new boolean[] {true, false}) {
            for (boolean size : new boolean[] {true, false}) {
                take(queues.get(likeness(line.fact(), client, size)), found, limit);
            }
        }
        found.sort((a, b) -> Integer.compare(a.number, b.number));
        return found.stream().map(Numbered::request).toList();
    }

    /** @param client whether the request tells it */
    private Likeness likeness(Fact fact, boolean client, boolean size) {
        return new Likeness(
                fact.number(Part.STATUS),
                client,
                size,
                client && clientTold ? fact.text(Part.CLIENT) : "",
                size && sizeTold ? fact.number(Part.SIZE) : 0);
    }

    private void take(Deque<Numbered> queue, List<Numbered> found, LookLimit limit) {
        if (queue == null) {
            return;
        }
        // what the file has told stays told: it is looked at once more, and gone
        while (!queue.isEmpty() && isTold(queue.peek())) {
            limit.looked();
            queue.poll();
        }
        int looks = 0;
        for (Iterator<Numbered> each = queue.iterator(); each.hasNext() && looks < LookLimit.MOST; looks++) {
            Numbered next = each.next();
            limit.looked();
            if (!isTold(next)) {
                found.add(next);
            }
        }
    }

    private boolean isTold(Numbered next) {
        return next.request.toldBy.contains(file);
    }
}
