package io.follow.gateway.image;

/**
 * Writes into an animated WebP what its encoder does not know: how often it is played, and how long its last frame is shown.
 */
public final class WebpTimes {

    private static final int RIFF_HEADER = 12;
    private static final int DURATION = 12;
    private static final int LONGEST = (1 << 24) - 1;
    private static final int MOST_PLAYS = (1 << 16) - 1;

    private WebpTimes() {}

    /**
     * Changes a file. One with a single frame is no animation and stays as it is.
     *
     * @param plays how often it is played; 0 for without end
     * @param millis how long all frames are shown together
     */
    public static void set(byte[] file, int plays, long millis) throws ImageException {
        Bytes bytes = Bytes.of(file);
        WebpWalker walker = new WebpWalker(bytes, RIFF_HEADER, file.length);
        int last = -1;
        long before = 0;
        while (walker.next()) {
            if (walker.is("ANIM")) {
                write(file, walker.start() + 4, 2, Math.min(plays, MOST_PLAYS));
            } else if (walker.is("ANMF")) {
                before += last < 0 ? 0 : bytes.u24Little(last);
                last = walker.start() + DURATION;
            }
        }
        if (last >= 0) {
            write(file, last, 3, (int) Math.max(0, Math.min(LONGEST, millis - before)));
        }
    }

    private static void write(byte[] file, int at, int count, int value) {
        for (int i = 0; i < count; i++) {
            file[at + i] = (byte) (value >> (8 * i));
        }
    }
}
