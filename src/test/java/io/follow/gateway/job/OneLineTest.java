package io.follow.gateway.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OneLineTest {

    @Test
    void makesOneSpaceOfLineBreaksAndControlCharacters() {
        assertThat(OneLine.of("  first\r\n\tsecond\u0000\u001b[31m\u0085\u2028third\u00a0 "))
                .isEqualTo("first second [31m third");
    }

    @Test
    void dropsInvisibleCharactersThatReorderALine() {
        assertThat(OneLine.of("a\u202egpj.exe\u200b\ufeff")).isEqualTo("agpj.exe");
    }

    @Test
    void replacesLoneSurrogates() {
        assertThat(OneLine.of("a\ud800b\udc00")).isEqualTo("a\ufffdb\ufffd");
    }

    @Test
    void keepsATextOfTheGreatestLength() {
        String text = "x".repeat(OneLine.MAX_LENGTH);
        assertThat(OneLine.of(text)).isEqualTo(text);
    }

    @Test
    void cutsALongerTextAndShowsIt() {
        assertThat(OneLine.of("x".repeat(OneLine.MAX_LENGTH + 1)))
                .hasSize(OneLine.MAX_LENGTH)
                .endsWith("x…");
    }

    @Test
    void cutsBetweenCharactersNotWithinOne() {
        assertThat(OneLine.of("x".repeat(OneLine.MAX_LENGTH - 2) + "😀😀"))
                .hasSize(OneLine.MAX_LENGTH - 1)
                .endsWith("x…");
    }

    @Test
    void givesOneShortLineForAnyText() {
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            // given
            StringBuilder text = new StringBuilder();
            int length = random.nextInt(1_200);
            for (int j = 0; j < length; j++) {
                text.append((char) random.nextInt(random.nextBoolean() ? 0x100 : 0x10000));
            }

            // when
            String line = OneLine.of(text.toString());

            // then
            assertThat(line).hasSizeLessThanOrEqualTo(OneLine.MAX_LENGTH).isEqualTo(line.strip());
            assertThat(line.codePoints())
                    .noneMatch(Character::isISOControl)
                    .noneMatch(character -> character >= 0xD800 && character <= 0xDFFF)
                    .noneMatch(character -> character == 0x2028 || character == 0x2029);
        }
    }
}
