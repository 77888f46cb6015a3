/** A film in the list. */
import { asCompactCount, asDay, asMoney, asRunningTime, asScore, asYear } from "../format.js";
import { raw } from "../film.js";
import Title from "./Title.jsx";

/** A colour for each kind of film, as a hue in degrees. */
const HUES = {
  Action: 12,
  Adventure: 150,
  "Black Comedy": 285,
  Comedy: 42,
  "Concert/Performance": 320,
  Documentary: 200,
  Drama: 222,
  Horror: 355,
  Musical: 300,
  "Romantic Comedy": 335,
  "Thriller/Suspense": 255,
  Western: 28,
};

export default function FilmCard({ result: film }) {
  const genre = raw(film, "genre");
  const date = raw(film, "release_date");
  const director = raw(film, "director");
  return (
    <li className="film">
      <div className="film__ticket" style={{ "--hue": HUES[genre] ?? 30 }}>
        <span className="film__year">{asYear(date)}</span>
        <span className="film__genre">{genre ?? "Film"}</span>
      </div>
      <div className="film__body">
        <h2 className="film__title">
          <Title film={film} />
        </h2>
        {director && <p className="film__director">Directed by {director}</p>}
        <p className="film__facts">
          <Rating film={film} />
          <span>{[raw(film, "distributor"), asDay(date), runningTime(film)].filter(Boolean).join(" · ")}</span>
        </p>
      </div>
      <Figures film={film} />
    </li>
  );
}

function Rating({ film }) {
  const rating = raw(film, "mpaa_rating");
  return rating ? <span className="film__rating">{rating}</span> : null;
}

function runningTime(film) {
  const minutes = raw(film, "running_time");
  return minutes && asRunningTime(minutes);
}

function Figures({ film }) {
  const score = raw(film, "imdb_rating");
  const gross = raw(film, "worldwide_gross");
  return (
    <dl className="film__figures">
      {score !== undefined && (
        <div>
          <dt>IMDb</dt>
          <dd>
            <span className="film__score">{asScore(score)}</span>
            <span className="film__votes">{asCompactCount(raw(film, "imdb_votes"))} votes</span>
          </dd>
        </div>
      )}
      {gross !== undefined && (
        <div>
          <dt>Box office</dt>
          <dd>{asMoney(gross)}</dd>
        </div>
      )}
    </dl>
  );
}
