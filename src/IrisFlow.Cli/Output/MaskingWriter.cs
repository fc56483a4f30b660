using System.Text;

namespace IrisFlow.Cli.Output;

/// <summary>Hands on what is written, without the secrets in it. Only what may be the beginning of one is held back until more comes.</summary>
/// <param name="to">Where to.</param>
/// <param name="secrets">What nobody is to be told.</param>
internal sealed class MaskingWriter(TextWriter to, SecretValues secrets) : TextWriter
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _held = new();

    public override Encoding Encoding => to.Encoding;

    /// <summary>A writer that masks, or the writer itself where nothing is secret.</summary>
    public static TextWriter Over(TextWriter to) => SecretValues.OfThisProcess.IsEmpty ? to : new MaskingWriter(to, SecretValues.OfThisProcess);

    public override void Write(char value) => Write([value]);

    public override void Write(char[] buffer, int index, int count) => Write(buffer.AsSpan(index, count));

    public override void Write(string? value) => Write(value.AsSpan());

    public override void Write(ReadOnlySpan<char> buffer)
    {
        lock (_lock)
        {
            var text = secrets.Masked(_held.Append(buffer).ToString());
            var held = secrets.Held(text);
            to.Write(text.AsSpan(0, text.Length - held));
            _held.Clear().Append(text.AsSpan(text.Length - held));
        }
    }

    public override void Flush()
    {
        lock (_lock)
        {
            to.Write(_held.ToString());
            _held.Clear();
            to.Flush();
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Flush();
            to.Dispose();
        }

        base.Dispose(disposing);
    }
}
