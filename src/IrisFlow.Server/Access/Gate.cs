using System.Globalization;
using IrisFlow.Hosting.Access;
using IrisFlow.Server.Problems;
using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace IrisFlow.Server.Access;

/// <summary>Tells who makes a request: by the token that the server printed, by an API token, or by a session, which outlives the server.</summary>
internal sealed class Gate(LiveWorkspace live, ServerOptions options, TimeProvider clock)
{
    private static readonly TimeSpan SessionTerm = TimeSpan.FromDays(30);
    private static readonly TimeSpan UseStep = TimeSpan.FromHours(1);

    private readonly WrongTokens _wrong = new(clock);

    // A server that others can reach is opened with API tokens only.
    private readonly string? _printed = options.IsLoopback ? Secret.New() : null;

    /// <summary>The token to print at start; null where only API tokens open the server.</summary>
    public string? Printed => _printed;

    private IRunStore Store => live.Current.Store;

    /// <summary>Who makes a request; null for nobody who is known.</summary>
    /// <exception cref="IrisFlowException">There were too many wrong tokens.</exception>
    public Caller? Identify(HttpContext context)
    {
        if (context.Request.Headers.Authorization is { Count: > 0 } given)
        {
            return given.ToString() is ['B' or 'b', ..] text && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? Find(text[7..].Trim()) : null;
        }

        if (context.Request.Cookies[CookieName(context)] is not { Length: > 0 } cookie)
        {
            return null;
        }

        var hash = Secret.HashOf(cookie);
        return Store.FindSession(hash) is { } session && session.ExpiresAt > clock.GetUtcNow()
            ? new(session.Name, session.Role) { Token = session.Token, Session = hash }
            : null;
    }

    /// <summary>Whether somebody who was let in would be let in now: the session has not ended, the token was not taken back and is not over.</summary>
    public bool IsStillIn(Caller caller)
    {
        var now = clock.GetUtcNow();
        return caller.Session is { } session ? Store.FindSession(session)?.ExpiresAt > now
            : caller.Token is not { } token || Store.Tokens().Any(t => t.Id == token && t.IsValid(now));
    }

    /// <summary>Begins a session with a token.</summary>
    /// <exception cref="IrisFlowException">The token is wrong, or there were too many wrong ones.</exception>
    public Caller SignIn(HttpContext context, string token)
    {
        if (_wrong.Wait is { } wait)
        {
            throw TooMany(wait);
        }

        var caller = Find(token) ?? throw new Refusal(StatusCodes.Status401Unauthorized, new Finding("IF861", "The token is wrong.")
        {
            Pointer = "/token",
            Expected = options.IsLoopback ? "The one in the address that irisflow serve printed when it started, or an API token." : "An API token.",
            Next = "irisflow token create NAME",
        });
        var now = clock.GetUtcNow();
        var end = caller.ExpiresAt < now + SessionTerm ? caller.ExpiresAt.Value : now + SessionTerm;
        var secret = Secret.New();
        Store.Write(w => w.SaveSession(new(caller.Name, caller.Role, end) { Token = caller.Token }, Secret.HashOf(secret), now));
        context.Response.Cookies.Append(CookieName(context), secret, Cookie(end));
        return caller;
    }

    /// <summary>Ends the session of a request.</summary>
    public void SignOut(HttpContext context)
    {
        if (Caller.Find(context)?.Session is { } session)
        {
            Store.Write(w => w.RemoveSession(session));
        }

        context.Response.Cookies.Delete(CookieName(context), Cookie(null));
    }

    // Browsers do not tell the ports of a host apart: two servers on one machine must not share a cookie.
    private static string CookieName(HttpContext context) => $"irisflow-session-{context.Connection.LocalPort.ToString(CultureInfo.InvariantCulture)}";

    private static Refusal TooMany(TimeSpan wait) => new(StatusCodes.Status429TooManyRequests, new Finding("IF863", "There were too many wrong tokens.")
    {
        Expected = "Try again in a minute.",
    })
    {
        Headers = new Dictionary<string, string> { [HeaderNames.RetryAfter] = ((int)Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture) },
    };

    private Caller? Find(string token)
    {
        var hash = Secret.HashOf(token);
        if (_printed is not null && Secret.AreSame(Secret.HashOf(_printed), hash))
        {
            return new(Environment.UserName, Role.Editor);
        }

        var now = clock.GetUtcNow();
        if (Store.FindToken(hash) is { } found && found.IsValid(now))
        {
            if (!(found.UsedAt + UseStep > now))
            {
                Store.Write(w => w.UseToken(found.Id, now));
            }

            return new(found.Name, found.Role) { Token = found.Id, ExpiresAt = found.ExpiresAt };
        }

        if (_wrong.Wait is { } wait)
        {
            throw TooMany(wait);
        }

        _wrong.Add();
        return null;
    }

    private CookieOptions Cookie(DateTimeOffset? end) => new()
    {
        HttpOnly = true,
        SameSite = Microsoft.AspNetCore.Http.SameSiteMode.Strict,
        Secure = options.IsBehindTls,
        Path = "/",
        Expires = end,
    };
}
