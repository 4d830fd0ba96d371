package io.follow.gateway.routing;

import java.util.List;
import java.util.Locale;

/**
 * Draws a route as an SVG image: a box for where it begins, and below it one for each step, those inside of another one
 * moved to the right. It refers to nothing outside and runs nothing.
 */
final class RouteDrawing {

    private static final int BOX = 28;
    private static final int GAP = 14;
    private static final int INDENT = 26;
    private static final int MARGIN = 6;
    private static final int PADDING = 12;
    private static final double LETTER = 7.3;
    private static final int LONGEST = 60;

    /** The colours are given as attributes too, for whoever shows the image without its style. */
    private static final String STYLE = "<style>@media (prefers-color-scheme: dark){.box{fill:#232a28;stroke:#71807b}"
            + ".from{fill:#163430;stroke:#63cdc0}.line{stroke:#71807b}text{fill:#e9edeb}}</style>";

    private final StringBuilder shapes = new StringBuilder();
    private int y = MARGIN;
    private int width;

    private RouteDrawing() {}

    static String of(String from, List<RouteStep> steps) {
        RouteDrawing drawing = new RouteDrawing();
        drawing.box("from", from, 0);
        drawing.steps(steps, 0, drawing.y - BOX / 2);
        return drawing.image(from);
    }

    private void steps(List<RouteStep> steps, int depth, int begin) {
        int from = begin;
        for (RouteStep step : steps) {
            y += GAP;
            int x = MARGIN + depth * INDENT + INDENT / 2;
            shapes.append(String.format(
                    Locale.ROOT,
                    "<path class=\"line\" d=\"M%d %dV%d\" stroke=\"#8b918e\" fill=\"none\"/>",
                    x,
                    from + BOX / 2,
                    y));
            box("box", step.label(), depth);
            int middle = y - BOX / 2;
            if (!step.steps().isEmpty()) {
                steps(step.steps(), depth + 1, middle);
            }
            from = middle;
        }
    }

    private void box(String kind, String label, int depth) {
        String text = label.length() <= LONGEST ? label : label.substring(0, LONGEST - 1) + "…";
        int x = MARGIN + depth * INDENT;
        int boxWidth = (int) (text.length() * LETTER) + 2 * PADDING;
        boolean first = kind.equals("from");
        shapes.append(String.format(
                Locale.ROOT,
                "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"%d\" fill=\"%s\" stroke=\"%s\"/>"
                        + "<text x=\"%d\" y=\"%d\" fill=\"#1d2422\">%s</text>",
                kind,
                x,
                y,
                boxWidth,
                BOX,
                first ? BOX / 2 : 6,
                first ? "#e2f0ed" : "#ffffff",
                first ? "#0f6a63" : "#8b918e",
                x + PADDING,
                y + BOX / 2 + 4,
                escaped(text)));
        y += BOX;
        width = Math.max(width, x + boxWidth + MARGIN);
    }

    private String image(String title) {
        int height = y + MARGIN;
        return String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\""
                        + " font-family=\"ui-monospace, Menlo, monospace\" font-size=\"12\""
                        + " role=\"img\"><title>%s</title>%s%s</svg>",
                width,
                height,
                width,
                height,
                escaped(title),
                STYLE,
                shapes);
    }

    /** For text and attributes; what XML cannot hold becomes a replacement character. */
    private static String escaped(String text) {
        StringBuilder safe = new StringBuilder(text.length());
        text.codePoints().forEach(character -> {
            switch (character) {
                case '<' -> safe.append("&lt;");
                case '>' -> safe.append("&gt;");
                case '&' -> safe.append("&amp;");
                case '"' -> safe.append("&quot;");
                case '\'' -> safe.append("&#39;");
                default -> safe.appendCodePoint(isXml(character) ? character : 0xFFFD);
            }
        });
        return safe.toString();
    }

    private static boolean isXml(int character) {
        boolean surrogate = character >= 0xD800 && character <= 0xDFFF;
        boolean noncharacter = character == 0xFFFE || character == 0xFFFF;
        return character >= ' ' && !surrogate && !noncharacter;
    }
}
