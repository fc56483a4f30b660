using System.Globalization;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;

namespace IrisFlow.Server.Origins;

/// <summary>
/// Lets in only what is meant for this server: a <c>Host</c> that is one of its names, so that no other name can be pointed at it (DNS rebinding), and below
/// <c>/api</c> nothing that the page of another site, or of another port, makes a browser send.
/// </summary>
internal sealed class OriginMiddleware(RequestDelegate next, ServerOptions options)
{
    private readonly HashSet<string> _names = new(options.Names, StringComparer.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.Headers.Host.Count != 1 || !IsOurs(request.Host))
        {
            throw new Refusal(StatusCodes.Status400BadRequest, new Finding("IF859", $"This server is not called '{request.Host}'.")
            {
                Expected = $"Its names are {string.Join(", ", _names.Order(StringComparer.Ordinal))}; --allow-host gives it another one.",
            });
        }

        if (request.Path.StartsWithSegments("/api") && !IsFromHere(request))
        {
            throw new Refusal(StatusCodes.Status403Forbidden, new Finding("IF860", "Another site asked for this.") { Expected = "A call of the designer, or of a program that is no browser." });
        }

        return next(context);
    }

    // The port is not compared: whoever forwards one port to another asks for the other one.
    private bool IsOurs(HostString host) =>
        _names.Contains(host.Host)
        && (host.Value == host.Host || (host.Port is >= 1 and <= 65535 && host.Value == $"{host.Host}:{host.Port.Value.ToString(CultureInfo.InvariantCulture)}"));

    /// <summary>A browser says where a call comes from; what says nothing is no browser, or too old to be used here.</summary>
    private bool IsFromHere(HttpRequest request) =>
        request.Headers["Sec-Fetch-Site"].ToString() is "" or "same-origin" or "none"
        && (request.Headers.Origin.Count == 0 || IsOurs(request, request.Headers.Origin.ToString()));

    private bool IsOurs(HttpRequest request, string origin) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var from)
        && Uri.TryCreate($"{(options.IsBehindTls ? "https" : "http")}://{request.Host.Value}", UriKind.Absolute, out var here)
        && Uri.Compare(from, here, UriComponents.SchemeAndServer, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && from.UserInfo.Length == 0;
}
