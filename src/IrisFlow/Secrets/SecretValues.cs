using System.Text;
using System.Text.Encodings.Web;

namespace IrisFlow;

/// <summary>
/// Values that nobody is to be told: those of the environment variables that <c>IRISFLOW_SECRETS</c> names. Whatever the program
/// writes down, prints or answers with has <see cref="Mask"/> in their place, also where they are written in base64, as a part of an
/// address or of JSON, or where only one line of several stands. The data of checkpoints is left as it is.
/// </summary>
public sealed class SecretValues
{
    /// <summary>The environment variable with the names of those that are secret, with commas between.</summary>
    public const string Variable = "IRISFLOW_SECRETS";

    /// <summary>What stands in the place of a secret.</summary>
    public const string Mask = "***";

    /// <summary>A shorter value is not masked: it would take away words that have nothing to do with it, and give itself away by that.</summary>
    public const int Shortest = 6;

    private readonly (string Name, string Form)[] _forms;

    private SecretValues(IEnumerable<(string Name, string Form)> forms) =>
        _forms = [.. forms.Where(f => f.Form.Length >= Shortest).DistinctBy(f => f.Form).OrderByDescending(f => f.Form.Length)];

    /// <summary>The secrets of this process, as its environment had them when it began.</summary>
    public static SecretValues OfThisProcess { get; } = Of(Environment.GetEnvironmentVariable);

    /// <summary>True where nothing is secret.</summary>
    public bool IsEmpty => _forms.Length == 0;

    /// <summary>The secrets of an environment.</summary>
    /// <param name="variable">The value of a variable; null where it is not set.</param>
    public static SecretValues Of(Func<string, string?> variable) => new(
        (variable(Variable) ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .SelectMany(name => Forms(variable(name) ?? "").Select(form => (name, form))));

    /// <summary>A text without the secrets in it.</summary>
    public string Masked(string text)
    {
        foreach (var (_, form) in _forms)
        {
            text = text.Replace(form, Mask, StringComparison.Ordinal);
        }

        return text;
    }

    /// <summary>The variable whose value a text holds; null for none.</summary>
    public string? NameIn(string text) => _forms.FirstOrDefault(f => text.Contains(f.Form, StringComparison.Ordinal)).Name;

    /// <summary>How much of a text's end may be the beginning of a secret, the rest of which is still to come.</summary>
    public int Held(ReadOnlySpan<char> text)
    {
        var held = 0;
        foreach (var (_, form) in _forms)
        {
            for (var length = Math.Min(form.Length - 1, text.Length); length > held; length--)
            {
                if (form.AsSpan().StartsWith(text[^length..]))
                {
                    held = length;
                }
            }
        }

        return held;
    }

    private static IEnumerable<string> Forms(string value)
    {
        if (value.Length < Shortest)
        {
            yield break;
        }

        foreach (var part in value.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries).Prepend(value))
        {
            yield return part;
            yield return Uri.EscapeDataString(part);
            yield return JavaScriptEncoder.Default.Encode(part);
            yield return JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(part);
        }

        for (var before = 0; before < 3; before++)
        {
            var inside = InBase64(Encoding.UTF8.GetBytes(value), before);
            yield return inside;
            yield return inside.Replace('+', '-').Replace('/', '_');
        }
    }

    /// <summary>The characters that are the same wherever a value stands in what is written in base64, after so many bytes of another triple.</summary>
    private static string InBase64(byte[] value, int before)
    {
        var text = Convert.ToBase64String([.. new byte[before], .. value]);
        var first = ((before * 8) + 5) / 6;
        return text[first..((before + value.Length) * 8 / 6)];
    }
}
