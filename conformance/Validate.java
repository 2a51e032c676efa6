import java.io.BufferedReader;
import java.io.File;
import java.io.InputStreamReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;

/**
 * Validates many files in one process. Flavours are arguments, files come one a line on
 * standard input; a line goes out for each file and flavour:
 * flavour TAB "pass", "fail" or "error" TAB failed rules, "clause-test times message" TAB file.
 */
public class Validate {
    public static void main(String[] flavours) throws Exception {
        java.util.logging.LogManager.getLogManager().reset();
        VeraGreenfieldFoundryProvider.initialise();
        BufferedReader names = new BufferedReader(new InputStreamReader(System.in, "UTF-8"));
        for (String name = names.readLine(); name != null; name = names.readLine()) {
            for (String flavour : flavours) {
                System.out.println(flavour + "\t" + verdict(name, flavour) + "\t" + name);
            }
        }
    }

    private static String verdict(String name, String id) {
        PDFAFlavour flavour = PDFAFlavour.byFlavourId(id);
        try (PDFAParser parser = Foundries.defaultInstance().createParser(new File(name), flavour);
                PDFAValidator validator =
                        Foundries.defaultInstance().createValidator(flavour, false)) {
            ValidationResult result = validator.validate(parser);
            return (result.isCompliant() ? "pass" : "fail") + "\t" + failures(result);
        } catch (Exception problem) {
            return "error\t" + plain(String.valueOf(problem));
        }
    }

    private static String failures(ValidationResult result) {
        Map<String, Integer> times = new TreeMap<>();
        Map<String, String> messages = new TreeMap<>();
        for (TestAssertion each : result.getTestAssertions()) {
            if (each.getStatus() == TestAssertion.Status.FAILED) {
                String rule = each.getRuleId().getClause() + "-" + each.getRuleId().getTestNumber();
                times.merge(rule, 1, Integer::sum);
                messages.put(rule, plain(each.getMessage()));
            }
        }
        StringBuilder out = new StringBuilder();
        for (String rule : times.keySet()) {
            String each = String.format(
                    Locale.ROOT, "%s %dx %s; ", rule, times.get(rule), messages.get(rule));
            out.append(each);
        }
        return out.toString();
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
