using System.CommandLine;
using System.Text;
using System.Text.Json;
using IrisFlow.Hosting.Documents;

namespace IrisFlow.Cli.Output;

/// <summary>Where a command's words go: results to standard output, talk to standard error, one JSON document where asked for.</summary>
internal sealed class Terminal
{
    private readonly TextWriter _out = Console.Out;
    private readonly TextWriter _error = Console.Error;
    private readonly bool _verbose;
    private readonly bool _color;
    private bool _isDrawn;

    private Terminal(ParseResult parsed)
    {
        IsJson = parsed.GetValue(CommonOptions.Json);
        IsQuiet = parsed.GetValue(CommonOptions.Quiet);
        _verbose = parsed.GetValue(CommonOptions.Verbose);
        _color = parsed.GetValue(CommonOptions.Color) switch
        {
            "always" => true,
            "never" => false,
            _ => !Console.IsOutputRedirected && string.IsNullOrEmpty(Environment.GetEnvironmentVariable("NO_COLOR")) && Environment.GetEnvironmentVariable("TERM") != "dumb",
        };
    }

    /// <summary>True when the result is one JSON document.</summary>
    public bool IsJson { get; }

    /// <summary>True when there shall be no progress.</summary>
    public bool IsQuiet { get; }

    /// <summary>True when progress can be drawn over itself.</summary>
    public bool IsInteractive => !IsJson && !IsQuiet && !Console.IsErrorRedirected && Environment.GetEnvironmentVariable("TERM") is { Length: > 0 } and not "dumb";

    /// <summary>True where progress may be coloured.</summary>
    public bool HasColor => _color;

    public static Terminal For(ParseResult parsed) => new(parsed);

    /// <summary>A line of the result.</summary>
    public void Line(string text = "") => _out.Write(Plain.Text(text) + "\n");

    /// <summary>A block of the result that is laid out already.</summary>
    public void Block(string text) => _out.Write(text);

    /// <summary>A heading of the result.</summary>
    public void Heading(string text) => _out.Write(_color ? $"\e[1m{Plain.Text(text)}\e[0m\n" : Plain.Text(text) + "\n");

    /// <summary>A line of talk.</summary>
    public void Say(string text)
    {
        if (!IsQuiet && !IsJson)
        {
            _error.Write((_isDrawn ? "\r\e[K" : "") + Plain.Text(text) + "\n");
            _isDrawn = false;
        }
    }

    /// <summary>A line of talk in the place of the last one; only on a terminal.</summary>
    public void Redraw(string text)
    {
        if (IsInteractive)
        {
            _error.Write($"\r\e[K{Plain.Text(text)}");
            _isDrawn = text.Length > 0;
        }
    }

    /// <summary>A warning, told even when quiet.</summary>
    public void Warn(Finding finding) => _error.Write($"warning: {Plain.Text(finding.ToString())}\n");

    /// <summary>A warning in one line.</summary>
    public void WarnLine(string line) => _error.Write($"warning: {Plain.Text(line)}\n");

    /// <summary>The result as one JSON document.</summary>
    public void Json(Action<Utf8JsonWriter> write) => Write(write, isIndented: true);

    /// <summary>A document on a line of its own, for results that come one after the other.</summary>
    public void JsonLine(Action<Utf8JsonWriter> write) => Write(write, isIndented: false);

    /// <summary>Tells an error and gives the exit code for it.</summary>
    public int Fail(IrisFlowException problem)
    {
        if (IsJson)
        {
            Json(json => ErrorJson.Write(json, problem));
        }
        else
        {
            var text = new StringBuilder();
            foreach (var finding in problem.Findings)
            {
                Describe(text, finding);
            }

            _error.Write(text);
        }

        if (_verbose)
        {
            _error.Write(problem + "\n");
        }

        return (int)problem.Exit;
    }

    private void Write(Action<Utf8JsonWriter> write, bool isIndented)
    {
        using var buffer = new MemoryStream();
        var options = new JsonWriterOptions { Indented = isIndented, NewLine = "\n", Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using (var writer = new Utf8JsonWriter(buffer, options))
        {
            write(writer);
        }

        _out.Write(Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length) + "\n");
    }

    private void Describe(StringBuilder text, Finding finding)
    {
        var (red, off) = _color && !Console.IsErrorRedirected ? ("\e[31m", "\e[0m") : ("", "");
        text.Append($"{red}error{off} {finding.Rule}");
        if (finding.Place.Length > 0)
        {
            text.Append($" {Plain.Text(finding.Place)}");
        }

        text.Append($": {Plain.Text(finding.Message)}\n");
        if (finding.Expected is not null)
        {
            text.Append($"  {Plain.Text(finding.Expected)}\n");
        }

        if (finding.Next is not null)
        {
            text.Append($"  Next: {Plain.Text(finding.Next)}\n");
        }
    }
}
