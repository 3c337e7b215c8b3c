package io.sillok.search;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Requests by route, as the web server's access logs tell of them.
 *
 * @param counted paths of the access logs that were counted
 * @param copies paths of those that tell of the same requests again, and were not
 */
public record RouteReport(List<Route> routes, List<String> counted, List<String> copies) {

    /**
     * @param template the framework's route; a path where none is known
     * @param known whether it is a route of the framework
     * @param errors requests with a status of 500 and above
     * @param refused requests with a status of 400 to 499
     * @param p50 seconds; absent where no request has a duration
     */
    public record Route(
            String template,
            boolean known,
            long requests,
            long errors,
            long refused,
            OptionalDouble p50,
            OptionalDouble p95,
            OptionalDouble p99) {}
}
