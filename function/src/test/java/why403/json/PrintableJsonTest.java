package why403.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import why403.text.Printable;

class PrintableJsonTest {

    @ParameterizedTest
    @ValueSource(strings = {"\u009b2J", "\u202egpj", "\u00ad", "\u2028", "\ufeff", "\u007f", "\udb40\udc01", "\ud800"})
    void aCharacterThatCanControlATerminalOrReorderTextIsEscaped(String text) throws JsonProcessingException {
        String json = JsonTree.write(TextNode.valueOf(text));
        assertThat(json).matches("\"(\\\\u[0-9a-fA-F]{4})+[0-9A-Za-z]*\"");
        assertThat(JsonTree.read(json).textValue()).isEqualTo(text);
    }

    @Test
    void everyCharacterIsWrittenPrintablyAndReadAsItWas() throws JsonProcessingException {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> Character.getType(c) != Character.SURROGATE)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
        String json = JsonTree.write(TextNode.valueOf(all));
        assertThat(Printable.isPrintable(json)).isTrue();
        assertThat(JsonTree.read(json).textValue()).isEqualTo(all);
    }

    @Test
    void lettersOfAnyLanguageStayReadable() {
        assertThat(JsonTree.write(TextNode.valueOf("/größe/写真"))).isEqualTo("\"/größe/写真\"");
    }
}
