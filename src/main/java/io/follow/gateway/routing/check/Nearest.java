package io.follow.gateway.routing.check;

import java.util.Collection;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The allowed name that somebody probably meant. */
public final class Nearest {

    private static final int LONGEST_LIST = 12;

    private Nearest() {}

    /** Returns the name with the fewest changes, or null when none is similar. */
    public static @Nullable String of(String found, Collection<String> names) {
        String best = null;
        int least = Integer.MAX_VALUE;
        for (String name : names) {
            int distance = distance(found.toLowerCase(Locale.ROOT), name.toLowerCase(Locale.ROOT));
            if (distance < least) {
                least = distance;
                best = name;
            }
        }
        if (least <= Math.max(2, found.length() / 3)) {
            return best;
        }
        return names.stream()
                .filter(name -> !found.isBlank() && isPart(name, found))
                .findFirst()
                .orElse(null);
    }

    private static boolean isPart(String name, String found) {
        return name.startsWith(found) || name.endsWith(found) || found.startsWith(name);
    }

    /** Returns the names in a line; what they are, where there are too many for a line. */
    static String list(String what, Collection<String> names) {
        if (names.isEmpty()) {
            return what + ", of which there is none";
        }
        return names.size() > LONGEST_LIST
                ? what
                : "one of " + String.join(", ", names.stream().sorted().toList());
    }

    /** Changes of a letter, and of two neighbours, that lead from one text to the other. */
    private static int distance(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
                cost[i][j] = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                boolean swapped = i > 1
                        && j > 1
                        && one.charAt(i - 1) == other.charAt(j - 2)
                        && one.charAt(i - 2) == other.charAt(j - 1);
                if (swapped) {
                    cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
                }
            }
        }
        return cost[one.length()][other.length()];
    }
}
