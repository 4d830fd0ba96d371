package io.follow.gateway.steps.intake;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;

/** Derives the readable part of an image id from the name of a file. */
final class ImageNames {

    private static final int LONGEST = 80;

    /** Letters that are not a base letter with a mark, or that are spelled otherwise without it. */
    private static final Map<Integer, String> SPELLED = Map.ofEntries(
            Map.entry((int) 'ä', "ae"),
            Map.entry((int) 'ö', "oe"),
            Map.entry((int) 'ü', "ue"),
            Map.entry((int) 'ß', "ss"),
            Map.entry((int) 'æ', "ae"),
            Map.entry((int) 'œ', "oe"),
            Map.entry((int) 'ø', "oe"),
            Map.entry((int) 'å', "aa"),
            Map.entry((int) 'þ', "th"),
            Map.entry((int) 'ð', "d"),
            Map.entry((int) 'đ', "d"),
            Map.entry((int) 'ł', "l"),
            Map.entry((int) 'ı', "i"));

    private ImageNames() {}

    /**
     * At most 80 of {@code [a-z0-9_-]}, without the file's extension. Letters of Latin alphabets become the nearest ASCII
     * letters, as in {@code suesse-bilder-1} for {@code Süße Bilder – 1.jpg}.
     */
    static String of(String file) {
        int dot = file.lastIndexOf('.');
        String base = dot > 0 ? file.substring(0, dot) : file;
        String clean = ascii(base).replaceAll("[^a-z0-9_-]+", "-").replaceAll("-{2,}", "-");
        String shortened = clean.length() > LONGEST ? clean.substring(0, LONGEST) : clean;
        String name = shortened.replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "photo" : name;
    }

    private static String ascii(String text) {
        // Composed first: macOS gives names of files in decomposed form.
        String composed = Normalizer.normalize(text, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
        StringBuilder spelled = new StringBuilder();
        composed.codePoints().forEach(character -> {
            String letters = SPELLED.get(character);
            if (letters == null) {
                spelled.appendCodePoint(character);
            } else {
                spelled.append(letters);
            }
        });
        return Normalizer.normalize(spelled, Normalizer.Form.NFKD).replaceAll("\\p{M}+", "");
    }
}
