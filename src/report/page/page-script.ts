/** Searches, filters and sorts the table of decisions. The page is whole without it. */
export const pageScript: string = `
'use strict';
(function () {
  var form = document.getElementById('find'), table = document.getElementById('calls');
  if (!form || !table) return;
  form.hidden = false;
  var body = table.tBodies[0], rows = Array.prototype.slice.call(body.rows), said = document.getElementById('found');
  var texts = rows.map(function (row) { return row.textContent.toLowerCase(); });
  function show() {
    var words = form.elements.words.value.toLowerCase().split(/\\s+/), action = form.elements.action.value, count = 0;
    rows.forEach(function (row, at) {
      var fits = (action === '' || row.getAttribute('data-action') === action) &&
        words.every(function (word) { return texts[at].indexOf(word) !== -1; });
      row.hidden = !fits;
      if (fits) count += 1;
    });
    said.textContent = count + ' of ' + rows.length + ' shown';
  }
  form.addEventListener('input', show);
  form.addEventListener('submit', function (event) { event.preventDefault(); });
  Array.prototype.forEach.call(table.tHead.rows[0].cells, function (cell, column) {
    var button = document.createElement('button');
    button.type = 'button';
    button.textContent = cell.textContent;
    cell.textContent = '';
    cell.appendChild(button);
    button.addEventListener('click', function () {
      var up = cell.getAttribute('aria-sort') !== 'ascending';
      Array.prototype.forEach.call(table.tHead.rows[0].cells, function (other) { other.removeAttribute('aria-sort'); });
      cell.setAttribute('aria-sort', up ? 'ascending' : 'descending');
      var keyed = rows.map(function (row) { return { row: row, key: row.cells[column].textContent, seq: Number(row.cells[0].textContent) }; });
      keyed.sort(function (a, b) {
        var order = column === 0 ? a.seq - b.seq : a.key < b.key ? -1 : a.key > b.key ? 1 : a.seq - b.seq;
        return up ? order : -order;
      });
      keyed.forEach(function (each) { body.appendChild(each.row); });
    });
  });
  show();
})();
`;
